//! PDF through the office programs that are on the machine: `LibreOffice` anywhere, WPS or Word on Windows.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::error::Error;

/// A cold start of an office program on an old laptop takes a minute; behind three it hangs.
const PATIENCE: u32 = 1800;
const TICK: Duration = Duration::from_millis(100);

/// Where `LibreOffice` lies when no search path names it.
const PLACES: &[&str] = &[
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
];

/// Saves a document as PDF through WPS or Word, which Windows finds by their own names; the paths come by environment,
/// so that no name of a file is read as a command.
const WINDOWS: &str = "$ErrorActionPreference='Stop'; \
    foreach ($name in 'KWPS.Application','WPS.Application','Word.Application') { \
    try { $app = New-Object -ComObject $name; break } catch {} }; \
    if (-not $app) { exit 9 }; \
    $doc = $app.Documents.Open($env:XUNREN_FROM, $false, $true); \
    $doc.SaveAs([ref]$env:XUNREN_TO, [ref]17); $doc.Close($false); $app.Quit()";

/// Makes a PDF beside the document, by the same name; gives its path.
///
/// # Errors
/// When no office program is there, or it fails.
pub fn to_pdf(document: &Path) -> Result<PathBuf, Error> {
    let pdf = document.with_extension("pdf");
    let failed = || {
        let name = document.display().to_string();
        Error::said("paper-error-pdf-failed", &[("path", &name)])
    };
    // A PDF of an earlier day must not pass for the new one.
    match std::fs::remove_file(&pdf) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::file(&pdf, error));
        }
        _ => {}
    }
    let absolute = document
        .canonicalize()
        .map_err(|error| Error::file(document, error))?;
    let started = match office() {
        Some(program) => libre(&program, &absolute),
        None if cfg!(windows) => windows(&absolute, &pdf),
        None => return Err(Error::said("paper-error-pdf-nobody", &[])),
    };
    let mut child = started.map_err(|_| Error::said("paper-error-pdf-nobody", &[]))?;
    wait(&mut child);
    if let Some(profile) = profile() {
        let _ = std::fs::remove_dir_all(profile);
    }
    if pdf.is_file() {
        Ok(pdf)
    } else {
        Err(failed())
    }
}

fn office() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let ending = std::env::consts::EXE_SUFFIX;
    std::env::split_paths(&path)
        .flat_map(|folder| {
            ["soffice", "libreoffice"].map(|name| folder.join(format!("{name}{ending}")))
        })
        .chain(PLACES.iter().map(PathBuf::from))
        .find(|program| program.is_file())
}

/// A profile of its own: an office program that is open with another document would take the order and do nothing.
fn profile() -> Option<PathBuf> {
    let folder = std::env::temp_dir().join(format!("xunren-office-{}", std::process::id()));
    folder.is_absolute().then_some(folder)
}

fn libre(program: &Path, document: &Path) -> std::io::Result<Child> {
    let mut command = Command::new(program);
    if let Some(profile) = profile() {
        let place = profile.display().to_string().replace('\\', "/");
        let place = place.trim_start_matches('/');
        command.arg(format!("-env:UserInstallation=file:///{place}"));
    }
    command
        .args([
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
        ])
        .arg(document.parent().unwrap_or(Path::new(".")))
        .arg(document)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

fn windows(document: &Path, pdf: &Path) -> std::io::Result<Child> {
    Command::new("powershell")
        .args(["-NoProfile", "-NonInteractive", "-Command", WINDOWS])
        .env("XUNREN_FROM", document)
        .env("XUNREN_TO", pdf)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

fn wait(child: &mut Child) {
    for _ in 0..PATIENCE {
        match child.try_wait() {
            Ok(None) => sleep(TICK),
            _ => return,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}
