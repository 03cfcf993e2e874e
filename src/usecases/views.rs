//! What a screen shows, as plain data: counts, names, dates, codes of values; never words of the program, never ratatui.
//! Personal numbers come in here already masked, unless the view says that they were asked for.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::pack::{Closing, OutcomeKind, Role};
use crate::domain::roster::Doubt;
use crate::domain::unit::UnitCode;

/// The case behind a line.
pub type CaseId = uuid::Uuid;

/// The entry behind a line, as `withdraw` wants it: opaque to screens.
pub type EntryRef = String;

/// Who sits where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The book's own unit.
    pub unit: UnitCode,
    /// Names from the township down to the unit (古荥镇, 古荥村); a district has its own name only.
    pub path: Vec<String>,
    /// The officer at the keyboard.
    pub officer: String,
    /// What the officer may do.
    pub role: Role,
}

/// The hours that a header speaks of, all in local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The session's clock.
    pub now: NaiveDateTime,
    /// The next cut-off of the daily report.
    pub cut_off: NaiveDateTime,
    /// The office's own hour of collecting, when it has set one and it lies ahead today.
    pub collect_at: Option<NaiveDateTime>,
    /// The clock was set by hand.
    pub set_by_hand: bool,
}

/// How many persons of the book are where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub total: u64,
    /// A class stands.
    pub verified: u64,
    /// An approved outcome stands.
    pub resolved: u64,
    /// Net of today.
    pub verified_today: i64,
    /// Net of today.
    pub resolved_today: i64,
    /// An outcome waits for its review.
    pub proposed: u64,
    /// Sent back.
    pub returned: u64,
    /// Wait for the person.
    pub at_self: u64,
    /// Wait for the family.
    pub at_family: u64,
    /// Wait for the township.
    pub at_township: u64,
    /// Wait for the district.
    pub at_district: u64,
    /// Wait for another place, a court or a bank.
    pub at_others: u64,
    /// Nobody went there yet.
    pub untouched: u64,
    /// Statements contradict each other.
    pub conflict: u64,
    /// Verified without a contact or a paper.
    pub unproved: u64,
    /// A photo or paper is still owed.
    pub owed: u64,
    /// Lie in no village (in a township's book) or in no township (in a district's).
    pub unassigned: u64,
    /// Information in the file that is wrong and not settled.
    pub doubtful: u64,
    /// Persons by class, 1 to 7: the standing class, else the presumed one.
    pub likely: [u64; 7],
}

/// The first of a list, to be named on a line of the home screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct First {
    /// Name of the person.
    pub name: String,
    /// Villagers' group.
    pub group: Option<u16>,
    /// Street and house number.
    pub house: Option<String>,
    /// Hour of the appointment.
    pub at: Option<NaiveDateTime>,
    /// The officer's own words: what was agreed, what the reviewer wants.
    pub note: Option<String>,
}

/// The home screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeView {
    /// Who sits where.
    pub place: Place,
    /// The hours of the header.
    pub hours: Hours,
    /// All counts of the book.
    pub counts: Counts,
    /// What waits.
    pub todo: Todo,
    /// The units one level down; empty for a village.
    pub units: Vec<UnitRow>,
    /// Short titles of the seven classes (未认证 ...), from the pack.
    pub class_names: Vec<String>,
    /// The month's own list to the district, where the office has set a day.
    pub month_list: Option<MonthList>,
    /// The next single deadline of the pack: when, and what is due.
    pub deadline: Option<(NaiveDateTime, String)>,
    /// What has to be verified each day until the phase ends.
    pub pace: Option<Pace>,
    /// A draft was left behind.
    pub draft: Option<DraftLine>,
}

/// What waits, in the order of the home screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Todo {
    /// Persons not verified yet.
    pub open: u64,
    /// The next of them on the route.
    pub next: Option<First>,
    /// Appointments of today.
    pub appointed: u64,
    /// The first of them.
    pub appointment: Option<First>,
    /// The first of those sent back.
    pub returned: Option<First>,
    /// Steps that are due today or overdue.
    pub due: u64,
    /// Of them overdue.
    pub overdue: u64,
    /// When today's figures were handed in.
    pub reported_at: Option<NaiveDateTime>,
    /// When the data were last handed in.
    pub handed_in_at: Option<NaiveDateTime>,
    /// Entries recorded since.
    pub entries_since: u64,
    /// The contradiction to be looked at first, in words of the records.
    pub conflict: Option<String>,
    /// Days that the oldest proposal has waited.
    pub oldest_review_days: Option<u64>,
    /// Units that handed in nothing today, with their last time.
    pub silent_units: Vec<(String, Option<NaiveDateTime>)>,
    /// Units whose figures fell below yesterday's.
    pub shrunk_units: u64,
}

/// One unit in the table of the home screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// The unit.
    pub unit: UnitCode,
    /// Its name.
    pub name: String,
    /// Its persons.
    pub total: u64,
    /// Verified.
    pub verified: u64,
    /// Resolved.
    pub resolved: u64,
    /// Waiting for review.
    pub proposed: u64,
    /// Net of today.
    pub verified_today: i64,
    /// Net of today.
    pub resolved_today: i64,
    /// When it handed in its data last.
    pub handed_in_at: Option<NaiveDateTime>,
}

/// The monthly list of resumptions and deregistrations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthList {
    /// Last day.
    pub until: NaiveDate,
    /// Resumptions that can be reported now.
    pub resumed: u64,
    /// Deregistrations that can be reported now.
    pub deregistered: u64,
}

/// What a day has to bring until the phase ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Last day of the phase.
    pub until: NaiveDate,
    /// To be verified each day.
    pub each_day: u64,
    /// Verified today.
    pub today: i64,
}

/// A list of people to be worked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Queue {
    /// 入户: to be visited, by group and household.
    Visit,
    /// 电话: can be reached by telephone, easy ones first.
    Phone,
    /// 今天约好.
    Appointed,
    /// 退回补正.
    Returned,
    /// 到期.
    Due,
    /// 等别人: somebody else has to act.
    Waiting,
    /// 欠照片.
    Owed,
    /// 说法不一致.
    Conflict,
    /// 没佐证先算已核.
    Unproved,
    /// 没认领.
    Unassigned,
    /// 办完了.
    Done,
}

impl Queue {
    /// All queues, in the order in which the left and right keys walk through them.
    pub const ALL: [Self; 11] = [
        Self::Visit,
        Self::Phone,
        Self::Appointed,
        Self::Returned,
        Self::Due,
        Self::Waiting,
        Self::Owed,
        Self::Conflict,
        Self::Unproved,
        Self::Unassigned,
        Self::Done,
    ];

    /// The word used in message keys.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Phone => "phone",
            Self::Appointed => "appointed",
            Self::Returned => "returned",
            Self::Due => "due",
            Self::Waiting => "waiting",
            Self::Owed => "owed",
            Self::Conflict => "conflict",
            Self::Unproved => "unproved",
            Self::Unassigned => "unassigned",
            Self::Done => "done",
        }
    }
}

/// A stretch of one queue, with what the walk's header shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuePage {
    /// Who sits where; where only one unit of the book is walked, its path.
    pub place: Place,
    /// The hours of the header.
    pub hours: Hours,
    /// Persons verified, not verified and returned in what is walked.
    pub verified: u64,
    /// Not verified.
    pub open: u64,
    /// Sent back.
    pub returned: u64,
    /// Which queue this is.
    pub queue: Queue,
    /// Persons in every queue, in the order of [`Queue::ALL`].
    pub sizes: Vec<(Queue, u64)>,
    /// Persons in this queue.
    pub total: usize,
    /// Index of the first of `people` in the queue.
    pub first: usize,
    /// A stretch of it, in the order of the route.
    pub people: Vec<QueuePerson>,
}

/// One person of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuePerson {
    /// The case.
    pub case: CaseId,
    /// Name.
    pub name: String,
    /// Village, where the queue spans several.
    pub village: Option<String>,
    /// Villagers' group.
    pub group: Option<u16>,
    /// Street and house number.
    pub house: Option<String>,
    /// Same household as the person before (same house number or telephone).
    pub same_household: bool,
    /// Short title of the standing or presumed class; none = not known yet.
    pub class: Option<String>,
    /// What to know before going there.
    pub hint: QueueHint,
}

/// What to know of a person before one goes there; the most urgent wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueHint {
    /// Sent back by the reviewer.
    Returned,
    /// Overdue since that day.
    Overdue(NaiveDate),
    /// Due today.
    DueToday,
    /// Agreed on for today.
    AppointedAt(NaiveDateTime),
    /// Agreed on for another day.
    AppointedOn(NaiveDate),
    /// Statements contradict each other.
    Conflict,
    /// Photos or papers owed.
    Owes(u32),
    /// Somebody else has to act, since that day.
    WaitsOn(WaitingOn, Option<NaiveDate>),
    /// Done.
    Done,
    /// How often somebody tried.
    Tried(u32),
}

/// Who is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaitingOn {
    /// 等本人.
    Person,
    /// 等家属.
    Family,
    /// 等村里.
    Committee,
    /// 等劳保所.
    Township,
    /// 等区社保中心.
    District,
    /// 等外地协查.
    OtherPlace,
    /// 等法院公安.
    Court,
    /// 等银行.
    Bank,
}

impl WaitingOn {
    /// The word used in files and message keys.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "self",
            Self::Family => "family",
            Self::Committee => "committee",
            Self::Township => "township",
            Self::District => "district",
            Self::OtherPlace => "other_place",
            Self::Court => "court",
            Self::Bank => "bank",
        }
    }
}

/// 男 or 女.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

/// The person of a case, as the top of a screen shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// The case.
    pub case: CaseId,
    /// Name.
    pub name: String,
    /// Sex, by the ID or the list.
    pub sex: Option<Sex>,
    /// Full years today.
    pub age: Option<u32>,
    /// Villagers' group.
    pub group: Option<u16>,
    /// Street and house number.
    pub house: Option<String>,
    /// Name of the unit in which the case lies.
    pub unit_name: String,
    /// Others of the same name in the same village.
    pub same_name_here: u32,
    /// ID number: first four and last four, the rest `*`; whole when `unmasked`.
    pub id_shown: Option<String>,
    /// Last four of the ID.
    pub id_last4: Option<String>,
    /// Telephones: the person's own first.
    pub phones: Vec<PhoneView>,
    /// Bank and account: last four; whole when `unmasked`.
    pub account_shown: Option<String>,
    /// 现住: a value of the fact `lives_at`, or the officer's words.
    pub lives_at: Option<String>,
    /// Family, as informants of contacts or heirs.
    pub family: Vec<Relative>,
    /// 小名.
    pub alias: Option<String>,
    /// First unpaid month.
    pub suspended_from: Option<Month>,
    /// Months unpaid until now.
    pub months: Option<u32>,
    /// Others of the household who have a case.
    pub mates: Vec<Mate>,
    /// The system's reason, as written.
    pub reason: Option<String>,
    /// The list's remark, as written.
    pub remark: Option<String>,
    /// What the village presumed at the screening: a value of `presumed_by_village`.
    pub presumed_by_village: Option<String>,
    /// Personal numbers above are whole.
    pub unmasked: bool,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneView {
    /// First three and last four; whole when the view is unmasked.
    pub shown: String,
    /// Whose, when not the person's own.
    pub whose: Option<String>,
    /// What is known of it (空号).
    pub note: Option<String>,
}

/// Somebody of the family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relative {
    /// Name.
    pub name: String,
    /// As recorded (儿子).
    pub relation: Option<String>,
}

/// Another person of the household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mate {
    /// The case.
    pub case: CaseId,
    /// Name.
    pub name: String,
    /// Short title of the standing or presumed class.
    pub class: Option<String>,
}

/// A class of the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassView {
    /// `1` to `7`, `3a`, `3b`.
    pub id: String,
    /// Full title.
    pub title: String,
    /// Two or three characters.
    pub short: String,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// 已办.
    Done,
    /// 该办: the next one.
    Due,
    /// 还有.
    Ahead,
    /// 退回.
    Returned,
}

/// One step of the person's procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepView {
    /// Id in the pack.
    pub id: String,
    /// What is done.
    pub title: String,
    /// How far it is.
    pub state: StepState,
    /// Who does it.
    pub role: Role,
    /// The officer at the keyboard may do it.
    pub mine: bool,
    /// The entry that closed it.
    pub closed: Option<EntryLine>,
    /// What has to be there.
    pub needs: Option<String>,
    /// Day by which it is due.
    pub due: Option<NaiveDate>,
    /// What closes it besides an entry `step`.
    pub closed_by: Vec<Closing>,
    /// Photos or papers that it owes although it is done.
    pub owed: u32,
    /// Clause, as cited; none for practice.
    pub cite: Option<String>,
}

/// One entry, as a line: the drawing code makes the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryLine {
    /// The entry.
    pub entry: EntryRef,
    /// Its case.
    pub case: CaseId,
    /// Name of the person.
    pub name: String,
    /// When it was recorded, local time.
    pub at: NaiveDateTime,
    /// When it happened, local time, where the entry says so.
    pub on: Option<NaiveDateTime>,
    /// Whether `on` came with a time of day.
    pub on_has_time: bool,
    /// Officer.
    pub by: String,
    /// The `do` of the record (contact, classify, import ...).
    pub kind: String,
    /// Its fields as text: codes stay codes; titles of classes and steps are added as `class_title` and `step_title`.
    pub fields: BTreeMap<String, String>,
    /// It no longer stands.
    pub withdrawn: bool,
}

/// The class that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingClass {
    /// The class.
    pub class: ClassView,
    /// Officer.
    pub by: String,
    /// When it was recorded.
    pub at: NaiveDateTime,
    /// The plan for this person.
    pub plan: Option<String>,
    /// Clause, as cited (三（二）1), behind the document's number.
    pub cite: Option<String>,
    /// The clause's words.
    pub clause: Option<String>,
}

/// An outcome that stands or waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeView {
    /// Which.
    pub kind: OutcomeKind,
    /// Approved by the reviewer.
    pub approved: bool,
    /// Who proposed it.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
    /// Amounts by field (`back_pay` ...), in the order of the contract.
    pub amounts: Vec<(String, Money)>,
    /// Why.
    pub because: Option<String>,
}

/// A trial computation (试算), for township and district only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The field of `resolve` that it would fill.
    pub field: String,
    /// Months counted.
    pub months: u32,
    /// Amount; never reviewed.
    pub amount: Money,
    /// Its lines: month, rate, amount, as text.
    pub lines: Vec<String>,
}

/// Everything about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseView {
    /// The person.
    pub person: PersonView,
    /// Number of the document that is followed.
    pub document: String,
    /// All classes of the pack, sub-classes behind their class.
    pub classes: Vec<ClassView>,
    /// Phrases for the plan, by class id.
    pub plans: BTreeMap<String, Vec<String>>,
    /// Reasons for which a benefit may stay suspended.
    pub keep_reasons: Vec<String>,
    /// The class that stands.
    pub class: Option<StandingClass>,
    /// The class that the reason text (or a contact) suggests, never `3`.
    pub suggested: Option<ClassView>,
    /// The steps of the class, or of the common front while none stands.
    pub steps: Vec<StepView>,
    /// Outcomes that the class allows.
    pub outcomes: Vec<OutcomeKind>,
    /// The outcome that stands or waits.
    pub outcome: Option<OutcomeView>,
    /// The reviewer's words, when sent back and not answered.
    pub returned: Option<(String, NaiveDateTime, String)>,
    /// All entries, newest first.
    pub entries: Vec<EntryLine>,
    /// How many contacts were tried.
    pub tried: u32,
    /// The contact of today by which somebody went there already, for the question before a second one.
    pub visited_today: Option<EntryLine>,
    /// What is wrong with the file's information.
    pub doubts: Vec<DoubtItem>,
    /// Photos or papers owed, by the step's title.
    pub owed: Vec<(String, u32)>,
    /// Who is awaited.
    pub waiting_on: Option<WaitingOn>,
    /// Facts that stand: name and value, in order.
    pub facts: Vec<(String, String)>,
    /// Trial computations; empty for a village.
    pub estimates: Vec<Estimate>,
    /// Months whose payment is outstanding, for a village that sees no amount.
    pub unpaid_months: Option<u32>,
    /// Draft of a form of this case, if one was left.
    pub draft: Option<Draft>,
}

/// One thing that is wrong with what a list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtItem {
    /// The case.
    pub case: CaseId,
    /// Name of the person; may be empty.
    pub name: String,
    /// Name of the unit.
    pub unit_name: String,
    /// What is wrong.
    pub doubt: Doubt,
    /// Column and raw text of the cell.
    pub raw: Option<(String, String)>,
    /// The field of `correct` that settles it.
    pub field: String,
}

/// The list of wrong information.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoubtsView {
    /// How many there are in all.
    pub total: usize,
    /// Index of the first item.
    pub first: usize,
    /// A stretch of them.
    pub items: Vec<DoubtItem>,
}

/// One answer of the find box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindHit {
    /// The case.
    pub case: CaseId,
    /// Name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Age.
    pub age: Option<u32>,
    /// Village.
    pub unit_name: String,
    /// Villagers' group.
    pub group: Option<u16>,
    /// Street and house number.
    pub house: Option<String>,
    /// Masked ID.
    pub id_shown: Option<String>,
    /// Short title of the standing class; none = not verified.
    pub class: Option<String>,
    /// Title of the step that is due.
    pub step: Option<String>,
}

/// Why the hits of the find box are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Match {
    /// They hold what was typed.
    #[default]
    Exact,
    /// No such name; these sound the same.
    SameSound,
}

/// The answer of the find box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindView {
    /// What was asked.
    pub query: String,
    /// Why the hits are there.
    pub by: Match,
    /// How many there are in all.
    pub total: usize,
    /// The first of them.
    pub hits: Vec<FindHit>,
}

/// One own entry that may be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoItem {
    /// The entry.
    pub line: EntryLine,
    /// It was approved: only the reviewer can return it.
    pub approved: bool,
}

/// One proposal that waits for a reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewItem {
    /// The case.
    pub case: CaseId,
    /// Name.
    pub name: String,
    /// Village.
    pub unit_name: String,
    /// Short title of the class.
    pub class: String,
    /// What is proposed.
    pub outcome: OutcomeView,
    /// The officer at the keyboard proposed it, and may not review it.
    pub own: bool,
    /// Photos or papers owed.
    pub owed: u32,
}

/// The review list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewView {
    /// How many there are in all.
    pub total: usize,
    /// Index of the first item.
    pub first: usize,
    /// A stretch of them, oldest first.
    pub items: Vec<ReviewItem>,
}

/// One person at the screening (过筛).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreeningRow {
    /// The case.
    pub case: CaseId,
    /// Name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Age.
    pub age: Option<u32>,
    /// Villagers' group.
    pub group: Option<u16>,
    /// Street and house number.
    pub house: Option<String>,
    /// The system's reason.
    pub reason: Option<String>,
    /// What the village presumes: a value of `presumed_by_village`.
    pub presumed: Option<String>,
}

/// The screening of one village.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreeningView {
    /// Name of the village.
    pub unit_name: String,
    /// How many persons.
    pub total: usize,
    /// How many have been screened.
    pub screened: usize,
    /// Index of the first row.
    pub first: usize,
    /// A stretch of them, by group and house.
    pub rows: Vec<ScreeningRow>,
}

/// The daily report on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportView {
    /// Title.
    pub title: String,
    /// The day.
    pub date: Option<NaiveDate>,
    /// Its cut-off.
    pub cut_off: Option<NaiveDateTime>,
    /// The cut-off has not come.
    pub provisional: bool,
    /// Column titles after the name of the unit.
    pub columns: Vec<String>,
    /// Unit and cells; the last row is the total.
    pub rows: Vec<(String, Vec<String>)>,
    /// Place, unit and rate.
    pub ranking: Vec<(u32, String, String)>,
    /// What should be looked at before the figures leave.
    pub warnings: Vec<String>,
    /// The text for the group, line by line.
    pub text: Vec<String>,
    /// Where it was saved, once it was.
    pub saved_as: Option<String>,
}

/// How far a long piece of work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows done.
    pub done: u64,
    /// Rows in all, where that is known.
    pub total: Option<u64>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportView {
    /// Name of the file, without its folder.
    pub file: String,
    /// Rows read.
    pub rows_read: u64,
    /// New persons.
    pub created: u64,
    /// Persons of the book.
    pub matched: u64,
    /// Rows that repeat an earlier one.
    pub duplicate: u64,
    /// Rows that name nobody.
    pub rejected: u64,
    /// Doubts and how many persons have them.
    pub doubts: Vec<(Doubt, u64)>,
    /// Rows to look at: sheet, row, name, and what is wrong.
    pub rows: Vec<(String, u32, String, Vec<Doubt>)>,
    /// It was written into the book.
    pub written: bool,
}

/// A place where files lie, offered by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlace {
    /// Message key behind `tui-place-`: wechat, qq, desktop, downloads, usb.
    pub name: String,
    /// The folder.
    pub path: std::path::PathBuf,
    /// How many lists lie there.
    pub files: usize,
}

/// A file that may be a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileItem {
    /// The file.
    pub path: std::path::PathBuf,
    /// Its name.
    pub name: String,
    /// When it was changed.
    pub changed: NaiveDateTime,
    /// Rows, when its header was recognised as a list of persons.
    pub rows: Option<u64>,
}

/// A unit to be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitItem {
    /// The unit.
    pub unit: UnitCode,
    /// Its name.
    pub name: String,
}

/// A draft that was left, by form and case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The form's kind: the `do` of the record, with the step behind a colon where it belongs to one.
    pub form: String,
    /// The case.
    pub case: Option<CaseId>,
    /// Field and what stands in it.
    pub fields: BTreeMap<String, String>,
}

/// A draft, as a line of the home screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// The case.
    pub case: CaseId,
    /// Name of the person.
    pub name: String,
    /// The form's kind.
    pub form: String,
}

/// The officers of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficersView {
    /// Names, the current one first.
    pub names: Vec<String>,
}
