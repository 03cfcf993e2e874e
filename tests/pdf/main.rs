//! One paper of each kind goes through LibreOffice to PDF in one call; text and page count are read with poppler's tools.
//! It needs both on the machine, and fails where they are not: the gate installs them.

#![allow(clippy::unwrap_used, reason = "a test says by failing what went wrong")]

#[allow(dead_code, reason = "the other tests use the rest of it")]
#[path = "../it/paper_case.rs"]
mod paper_case;

use std::path::Path;
use std::process::Command;

use paper_case::PaperCase;
use xunren::forms::Forms;

/// Pages that the paper of a form takes when everything is filled in, its receipts included.
fn pages(form: &str) -> usize {
    match form {
        "deregistration-notice" | "missing-papers" | "instalment-agreement" | "hand-over-list" => 2,
        "benefit-notice" | "return-notice" | "refund-notice" => 3,
        // A receipt for the convict and one for the family.
        "recovery-notice" => 4,
        _ => 1,
    }
}

fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn page_count(pdf: &Path) -> usize {
    let told = said(Command::new("pdfinfo").arg(pdf));
    let line = told
        .lines()
        .find(|line| line.starts_with("Pages:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn each_paper_becomes_a_pdf_with_its_text_on_the_pages_it_should_take() {
    let folder = tempfile::tempdir().unwrap();
    let forms = Forms::of_program().unwrap();
    let mut papers = Vec::new();
    for form in &forms.forms {
        let path = folder.path().join(format!("{}.docx", form.id));
        PaperCase::print_whole(form, &path);
        papers.push(path);
    }
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let mut office = Command::new("soffice");
    office.args([
        profile.as_str(),
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
    ]);
    said(office.arg(folder.path()).args(&papers));
    for (form, paper) in forms.forms.iter().zip(&papers) {
        let pdf = paper.with_extension("pdf");
        let text: String = said(Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-"))
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        assert!(text.contains("陈福来"), "{}", form.id);
        assert!(text.contains("410198193901020078"), "{}", form.id);
        assert!(
            text.contains("惠人社〔2021〕82号") || !form.fields.iter().any(|field| field == "依据"),
            "{}: {text}",
            form.id
        );
        assert!(!text.contains("{{"), "{}", form.id);
        assert_eq!(page_count(&pdf), pages(&form.id), "{}", form.id);
    }
}
