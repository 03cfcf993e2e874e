//! The one list of what a key may be bound to, and of the places where keys are read.
//! Its order is the order of help, of hints and of `xunren keys`. It knows no key.

macro_rules! names {
    ($(#[$outer:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$doc])* $variant,)+ }

        impl $type {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in key files and message keys.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The one of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

names! {
    /// Something a person asks for by a key.
    Action {
        /// Record a contact.
        Contact = "contact",
        /// Confirm the reason.
        Classify = "classify",
        /// Do the step that is due.
        DoStep = "do_step",
        /// Add a photo or paper.
        Evidence = "evidence",
        /// Print the sheet of the village.
        Print = "print",
        /// Correct what the list says.
        Correct = "correct",
        /// Ask another place to look.
        Refer = "refer",
        /// Show personal numbers whole until the next key.
        Unmask = "unmask",
        /// Take something back.
        Withdraw = "withdraw",
        /// Approve the proposal.
        Approve = "approve",
        /// Send the proposal back.
        SendBack = "send_back",
        /// Let the doubtful value stand.
        AcceptDoubt = "accept_doubt",
        /// The report as a table.
        ReportTable = "report_table",
        /// The report as text for the group.
        ReportText = "report_text",
        /// The ranking.
        ReportRanking = "report_ranking",
        /// The day before.
        EarlierDay = "earlier_day",
        /// The day after.
        LaterDay = "later_day",
        /// Save the report as a workbook.
        SaveReport = "save_report",
        /// Set the report down for good.
        FreezeReport = "freeze_report",
        /// The report against what was set down, or against the day before.
        CompareReport = "compare_report",
        /// Codes out and in, and the ranking as a picture.
        HandIn = "hand_in",
        /// The digit 1.
        Choose1 = "choose_1",
        /// The digit 2.
        Choose2 = "choose_2",
        /// The digit 3.
        Choose3 = "choose_3",
        /// The digit 4.
        Choose4 = "choose_4",
        /// The digit 5.
        Choose5 = "choose_5",
        /// The digit 6.
        Choose6 = "choose_6",
        /// The digit 7.
        Choose7 = "choose_7",
        /// The digit 8.
        Choose8 = "choose_8",
        /// The digit 9.
        Choose9 = "choose_9",
        /// The digit 0.
        Choose0 = "choose_0",
        /// One up.
        Up = "up",
        /// One down.
        Down = "down",
        /// The list, page or choice to the left.
        Left = "left",
        /// The list, page or choice to the right.
        Right = "right",
        /// A page up.
        PageUp = "page_up",
        /// A page down.
        PageDown = "page_down",
        /// To the first.
        First = "first",
        /// To the last.
        Last = "last",
        /// Go in, or go on.
        Open = "open",
        /// Back to where one came from.
        Back = "back",
        /// The menu of everything else.
        More = "more",
        /// Find a person.
        Find = "find",
        /// Help.
        Help = "help",
        /// Draw the whole screen again.
        Redraw = "redraw",
        /// Leave the program, whatever stands on the screen; drafts are kept.
        Quit = "quit",
    }
}

names! {
    /// Where a key is read: one table of a key file.
    Place {
        /// Everywhere; a place's own table goes before it.
        Anywhere = "anywhere",
        /// The first questions.
        Start = "start",
        /// The home screen.
        Home = "home",
        /// From person to person.
        Walk = "walk",
        /// A form.
        Form = "form",
        /// After saving.
        Saved = "saved",
        /// What to take back.
        Undo = "undo",
        /// The find box.
        Find = "find",
        /// The review list.
        Review = "review",
        /// The list of wrong information.
        Doubts = "doubts",
        /// The screening of a village.
        Screening = "screening",
        /// The daily report.
        Report = "report",
        /// Choosing and reading a file.
        Import = "import",
        /// The menu of everything else.
        Menu = "menu",
        /// Who sits at the keyboard.
        Officers = "officers",
        /// Help.
        Help = "help",
    }
}

impl Action {
    /// The digit of a choice.
    #[must_use]
    pub const fn digit(self) -> Option<u8> {
        Some(match self {
            Self::Choose0 => 0,
            Self::Choose1 => 1,
            Self::Choose2 => 2,
            Self::Choose3 => 3,
            Self::Choose4 => 4,
            Self::Choose5 => 5,
            Self::Choose6 => 6,
            Self::Choose7 => 7,
            Self::Choose8 => 8,
            Self::Choose9 => 9,
            _ => return None,
        })
    }
}

impl Place {
    /// The actions that a table of this place may bind.
    #[must_use]
    pub fn allows(self, action: Action) -> bool {
        use Action as A;
        let general = action >= A::Choose1;
        match self {
            Self::Walk => (action <= A::Withdraw || general) && action.digit().is_none(),
            Self::Review => {
                matches!(action, A::Approve | A::SendBack) || (general && action.digit().is_none())
            }
            Self::Doubts => {
                matches!(action, A::Correct | A::AcceptDoubt)
                    || (general && action.digit().is_none())
            }
            Self::Report => {
                (A::ReportTable..=A::HandIn).contains(&action)
                    || (general && action.digit().is_none())
            }
            Self::Screening => general,
            _ => general && action != A::More,
        }
    }

    /// Whether digits choose here although the table does not name them.
    #[must_use]
    pub const fn has_choices(self) -> bool {
        !matches!(
            self,
            Self::Walk | Self::Review | Self::Doubts | Self::Report | Self::Help
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found_again() {
        for action in Action::ALL {
            assert_eq!(Action::named(action.name()), Some(*action));
        }
        for place in Place::ALL {
            assert_eq!(Place::named(place.name()), Some(*place));
        }
    }
}
