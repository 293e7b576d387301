// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// What the rows of the grid mean: read, looked up in the books, and examined by the rules.
struct EntryReading: Sendable {
    /// One row that somebody typed into.
    struct Row: Sendable {
        let number: Int
        var input: ReimbursementInput?
        var child: AddresseeNumber?
        var institution: Institution?
        var examination: ReimbursementExamination?
    }

    private(set) var rows: [Row]
    private(set) var problems: [FormProblem]
    let people: ListedPeople
    /// Rows of the same treatment, by row.
    let twins: [Int: [Int]]

    var isRight: Bool { problems.isEmpty && !rows.isEmpty }
    var inputs: [ReimbursementInput] { rows.compactMap(\.input) }

    /// Reads the grid and asks the books; to be called inside an operation.
    init(
        _ entry: ReimbursementEntry, law: BenefitLaw, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws {
        let numbers = entry.typedRows
        var texts = RowTexts(entry, today: scope.today)
        let children = try Self.children(numbers.map { entry[$0, .child] }, in: scope)
        let index = try EntitlementIndex.load(
            children: Set(children.values).sorted(), from: scope.db)
        let master = try InstitutionBook.institutions(
            numbers.map { EntryReading.digits(entry[$0, .institution]) }, from: scope.db)
        var rows: [Row] = numbers.map { number in
            let child = children[entry[number, .child]]
            let institution = master[EntryReading.digits(entry[number, .institution])]
            var row = Row(number: number, child: child, institution: institution)
            row.input = texts.input(
                number, child: child,
                entitlement: child.flatMap { index.entries(child: $0).last },
                institution: institution)
            return row
        }
        var problems = texts.problems
        let places = rows.indices.filter { rows[$0].input != nil }
        let answers = try PreviewReimbursements.perform(
            places.compactMap { rows[$0].input }, law: law, in: scope)
        for (place, answer) in zip(places, answers) {
            switch answer {
            case .success(let examination): rows[place].examination = examination
            case .failure(let refusal):
                problems.append(
                    FormProblem(
                        ReimbursementEntry.name(rows[place].number, refusal.column),
                        "\(rows[place].number)行目：\(refusal.message)［\(refusal.code)］"))
            }
        }
        self.rows = rows
        self.problems = problems
        twins = Self.twins(rows)
        let shown = rows.flatMap { [$0.child, $0.input?.applicant].compactMap(\.self) }
        people = try ListedPeople(shown, directory: directory, in: scope)
    }

    /// Children by what was typed: a recipient number, else an addressee number.
    private static func children(
        _ texts: [String], in scope: Scope
    ) throws -> [String: AddresseeNumber] {
        var found: [String: AddresseeNumber] = [:]
        for text in Set(texts) {
            let digits = digits(text)
            if let number = RecipientNumber(digits),
                let child = try FindChildren.recipientNumber(number.digits, from: scope.db).last
            {
                found[text] = child
            } else if digits.count > 7, let number = AddresseeNumber(digits) {
                found[text] = number
            }
        }
        return found
    }

    private static func twins(_ rows: [Row]) -> [Int: [Int]] {
        var groups: [String: [Int]] = [:]
        for row in rows {
            guard let input = row.input else { continue }
            let key = [
                input.child.description, input.institution, input.treatmentMonth.description,
                input.setting.rawValue,
            ]
            groups[key.joined(separator: "|"), default: []].append(row.number)
        }
        var twins: [Int: [Int]] = [:]
        for group in groups.values where group.count > 1 {
            for number in group { twins[number] = group.filter { $0 != number } }
        }
        return twins
    }

    /// The warning of a row that has others like it: whoever enters it all the same says why.
    func twinWarning(_ row: Int) -> String? {
        twins[row].map { others in
            let rows = others.map { "\($0)行目" }.joined(separator: "・")
            return "\(rows)と同じ児童・診療年月・医療機関・入外です。二重でないか確かめてください\(Caution.twinRows.mark)"
        }
    }

    /// Half-width digits without hyphens and spaces.
    static func digits(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.compactMap { scalar in
                    switch scalar.value {
                    case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFEE0)
                    case 0x2D, 0x20, 0x3000, 0x2010...0x2015, 0x2212, 0xFF0D: nil
                    default: scalar
                    }
                }))
    }
}

extension BenefitsRefusal {
    /// The column that a refusal of a form is about.
    fileprivate var column: EntryColumn {
        switch self {
        case .appliedInFuture: .applied
        case .treatmentAfterApplication: .month
        case .applicantIsChild: .applicant
        case .costMissing: .points
        case .wrongInstitution: .institution
        case .duplicateReceipt: .receipt
        case .entryOutOfRange: .firstVisits
        default: .child
        }
    }
}
