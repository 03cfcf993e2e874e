//! Reading papers with other hands than those that wrote them: docx-rs for the text, rqrr for the codes.

use std::io::{Cursor, Read};

use serde_json::Value as Json;

/// All text of a document as docx-rs reads it; this program writes with other hands.
pub fn read_back(document: &[u8]) -> String {
    let read = docx_rs::read_docx(document).unwrap();
    let json: Json = serde_json::from_str(&read.json()).unwrap();
    let mut text = String::new();
    gather(&json, &mut text);
    text
}

fn gather(value: &Json, text: &mut String) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| gather(item, text)),
        Json::Object(fields) => {
            if fields.get("type") == Some(&Json::from("text")) {
                text.push_str(fields["data"]["text"].as_str().unwrap_or_default());
                return;
            }
            fields.values().for_each(|field| gather(field, text));
        }
        _ => {}
    }
}

/// What the codes of a document say, read from the pictures inside.
pub fn codes(document: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .filter(|name| name.contains("word/media/xunren"))
        .map(|name| name.to_string())
        .collect();
    let mut said = Vec::new();
    for name in names {
        let mut bytes = Vec::new();
        archive
            .by_name(&name)
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        let (width, height) = (frame.width as usize, frame.height as usize);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            pixels[y * width + x]
        });
        for grid in image.detect_grids() {
            said.push(grid.decode().unwrap().1);
        }
    }
    said
}
