//! Plain bars as pictures, for papers: no words inside, the figures stand beside them in the table.

/// Pixels of a bar: enough for paper at the size of a table's cell.
const SIZE: (u32, u32) = (300, 24);
/// Shades of grey, from the inside out: what is done, what is known, what there is. They part on a black and white printer.
const SHADES: [u8; 3] = [0x33, 0x99, 0xdd];

/// Lengths of a bar out of `whole`, each beginning at the left: done, known, all. `None` where it cannot be drawn.
#[must_use]
pub fn bar(parts: [i64; 3], whole: i64) -> Option<Vec<u8>> {
    let (width, height) = SIZE;
    let ends = parts.map(|part| {
        let pixels = part.clamp(0, whole.max(0)) * i64::from(width);
        pixels.checked_div(whole).unwrap_or(0)
    });
    let line: Vec<u8> = (0..i64::from(width))
        .map(|x| {
            let part = ends.iter().position(|end| x < *end);
            part.map_or(0xff, |part| SHADES[part])
        })
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    let rows = usize::try_from(height).unwrap_or(1);
    writer.write_image_data(&line.repeat(rows)).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}
