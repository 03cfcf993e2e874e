//! Tests of the whole from outside: one binary, one file per concern.

#![allow(clippy::unwrap_used, reason = "a test says by failing what went wrong")]

mod architecture;
mod codes;
mod dates;
mod days;
mod desk;
mod documents;
mod docx;
mod due;
mod gates;
mod gathering;
mod hands;
mod home;
mod hostile;
mod keeping;
mod layers;
mod lists;
mod main_job;
mod matching;
mod money;
mod money_shown;
mod office;
mod packs;
mod paper_case;
mod paper_desk;
mod paper_forms;
mod paper_reading;
mod papers;
mod photos;
mod pictures;
mod procedures;
mod publicity;
mod readme;
mod received;
mod report;
mod screens;
mod settle;
mod settle_any;
mod standing;
mod store;
mod taking;
mod terminal;
mod unhappy;
mod walking;
mod words;
