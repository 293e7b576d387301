// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Safeguards
import Scheme
import Vocabulary

/// One row of the entry grid, with what the books and the rules say about it below.
struct GridRow: PageModel {
    struct Cell: PageModel {
        let name: String
        let heading: String
        let label: String
        let text: String
        let width: String
        let isNumber: Bool
        let isAmount: Bool
        let isSelect: Bool
        let options: [Option]
        let isWrong: Bool
        let isBegin: Bool
        /// The address that names a code, for the script.
        let names: String?
        /// How the day of the cell is read, as `FormField.date` says; `nil` where it takes none.
        let date: String?
    }

    struct Option: PageModel {
        let code: String
        let word: String
        let isSelected: Bool
    }

    let number: Int
    let cells: [Cell]
    let width: Int
    let childName: String
    let institutionName: String
    let hasSaying: Bool
    let expected: String
    let difference: String?
    let verdict: String
    let weight: String
    let warnings: [String]
    /// 申請の期限 of the treatment.
    let deadline: String?
    let isNear: Bool

    init(
        _ number: Int, _ columns: [EntryColumn], _ entry: ReimbursementEntry,
        _ row: EntryReading.Row?,
        _ reading: EntryReading?, _ problems: [FormProblem], _ office: Installation,
        for reader: Principal?
    ) {
        self.number = number
        let wrong = Set(problems.map(\.href))
        let isWide = columns.contains(.firstVisits)
        cells = columns.map { column in
            let name = ReimbursementEntry.name(number, column)
            return Cell(
                name: name, heading: column.heading,
                label: "\(number)行目 \(column.heading)", text: entry[number, column],
                width: column.width(besideFirstVisits: isWide), isNumber: column.isNumber,
                isAmount: column.isNumber, isSelect: column.isChosen,
                options: Self.options(column, chosen: entry[number, column]),
                isWrong: wrong.contains("#" + name), isBegin: number == 1 && column == .child,
                names: Self.names(column), date: column == .applied ? "past" : nil)
        }
        width = cells.count
        childName =
            row?.child.flatMap { child in
                reading.flatMap { reading in
                    reader.map { PersonCell(child, reading.people, for: $0).name }
                }
            } ?? ""
        let last = (row?.input).flatMap { Deadline($0.treatmentMonth, office) }
        deadline = last?.words
        isNear = last?.isNear(row?.input?.appliedOn) ?? false
        institutionName = row?.institution?.name ?? (row?.input != nil ? "（マスタにない医療機関）" : "")
        guard let examination = row?.examination, let input = row?.input else {
            (hasSaying, expected, difference, verdict, weight) = (false, "", nil, "", "plain")
            warnings = []
            return
        }
        hasSaying = true
        expected = examination.expectedAtWindow.grouped
        let gap = input.paid - examination.expectedAtWindow
        difference = gap == .zero ? nil : Say.signed(gap.amount)
        let saying = VerdictWords(examination)
        (verdict, weight) = (saying.word, saying.weight)
        warnings = saying.notes + [reading?.twinWarning(number)].compactMap(\.self)
    }

    /// The address that says in words what was typed.
    private static func names(_ column: EntryColumn) -> String? {
        switch column {
        case .institution: Route.lookInstitution.path()
        case .child: Route.lookChild.path()
        case .applied: Route.lookDate.path()
        case .month: DateEcho.month.address
        default: nil
        }
    }

    private static func options(_ column: EntryColumn, chosen: String) -> [Option] {
        let all: [(String, String)] =
            switch column {
            case .setting: [("2", "外来"), ("1", "入院")]
            case .care: CareKind.allCases.map { ($0.rawValue, $0.wording) }
            case .mealClass: MealClass.allCases.map { ($0.rawValue, $0.rawValue) }
            case .method:
                [PaymentMethod.transfer, .publicFundsAccount, .counter, .proxy, .offset].map {
                    ($0.rawValue, $0.wording)
                }
            case .checkState:
                [CheckState.receiptChecked, .unchecked, .askingInstitution, .waitingForCompletion]
                    .map { ($0.rawValue, $0.wording) }
            default: []
            }
        return all.map { Option(code: $0.0, word: $0.1, isSelected: $0.0 == chosen) }
    }
}

/// What an examination says, in a word and a colour.
struct VerdictWords {
    let word: String
    let weight: String
    let notes: [String]

    init(_ examination: ReimbursementExamination) {
        switch examination.verdict {
        case .pay(let yen, let isPartly):
            word = (isPartly ? "一部支給 " : "支給 ") + yen.description
            weight = isPartly ? "warn" : "good"
            notes = examination.notes
        case .refuse(let reason, let explanation):
            word = "不支給の見込"
            weight = "stop"
            notes = [reason.wording, explanation] + examination.notes
        case .hold(let hold, let note):
            word = "保留：\(hold.wording)"
            weight = "warn"
            notes = [note].compactMap(\.self) + examination.notes
        }
    }
}
