// SPDX-License-Identifier: Apache-2.0
import Database
public import Entitlement
public import Press
public import Safeguards
import Vocabulary

/// 定型の一覧: the rows of one list, for a copy that two officers have agreed on.
public enum ReadOfficeList {
    public static let operation = OperationCode.exportData

    /// - Parameters:
    ///   - value: the day or month of the condition, as ISO.
    ///   - items: codes of the chosen items, in the order of the columns.
    ///   - limit: one row more is answered where there are more.
    /// - Throws: `ReportRefusal.listCondition`.
    public static func perform(
        _ list: OfficeList, value: String, items: [String], limit: Int,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [[TableCell]] {
        let found = try slice(list, value, directory, in: scope) { 0..<min($0, limit + 1) }
        return try cells(
            of: try completed(found.rows, list, value, in: scope), items: items,
            directory: directory, in: scope)
    }

    /// Rows with what is read of them only once they are chosen.
    static func completed(
        _ rows: [ListRow], _ list: OfficeList, _ value: String, in scope: Scope
    ) throws -> [ListRow] {
        guard list == .recipients, let day = CivilDate(iso: value) else { return rows }
        return try ListBook.insured(rows, on: day, from: scope.db)
    }

    /// The chosen items of rows; of protected persons nothing that gives a place away is told.
    static func cells(
        of found: [ListRow], items: [String], directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [[TableCell]] {
        let wanted = Set(items)
        // Whom the items do not name, nobody is asked about in System 2, but for the protection.
        let namesChild = !wanted.isDisjoint(with: ["name", "kana", "born", "sex"])
        let namesRecipient = wanted.contains("recipientName")
        let hasPlaces = !wanted.isDisjoint(with: ListRow.places)
        var numbers: Set<AddresseeNumber> = []
        if namesChild || hasPlaces { numbers.formUnion(found.map(\.child)) }
        if namesRecipient || hasPlaces { numbers.formUnion(found.compactMap(\.recipient)) }
        let people = numbers.isEmpty ? [:] : try directory.persons(numbers.sorted())
        let guarded = hasPlaces ? try directory.protections(of: numbers.sorted()) : [:]
        scope.saw(found.map(\.child))
        scope.saw(found.compactMap(\.recipient))
        if wanted.contains("others") { scope.saw(found.flatMap(\.others)) }
        return found.map { row in
            let child = people[row.child]
            let recipient = row.recipient.flatMap { people[$0] }
            // Whoever is not known any more may have been protected: no place is told either.
            let isHidden =
                child?.isProtected ?? true || recipient?.isProtected ?? false
                || guarded[row.child] != nil
                || row.recipient.map { guarded[$0] != nil } ?? false
            return items.map { item in
                if ListRow.places.contains(item), isHidden { return .text("（支援措置等のため出しません）") }
                return cell(item, row, child, recipient)
            }
        }
    }

    private static func cell(
        _ item: String, _ row: ListRow, _ child: ResidentSnapshot?, _ recipient: ResidentSnapshot?
    ) -> TableCell {
        switch item {
        case "child": .text(row.child.description)
        case "recipient": .text(row.recipient?.description ?? "")
        case "name": .text(child.map { $0.alias ?? $0.name } ?? "")
        case "kana": .text(child?.kana ?? "")
        case "sex": .text(child.map { $0.sex == .male ? "男" : "女" } ?? "")
        case "born": row.cells["born"] ?? .text(child?.born.description ?? "")
        case "recipientName": .text(recipient.map { $0.alias ?? $0.name } ?? "")
        default: row.cells[item] ?? .text("")
        }
    }

    /// The wanted rows of a list.
    static func slice(
        _ list: OfficeList, _ value: String, _ directory: any AddresseeDirectory,
        in scope: Scope, _ window: ListSlice.Window
    ) throws -> ListSlice {
        if list.condition.isDay {
            guard let day = CivilDate(iso: value) else { throw ReportRefusal.listCondition }
            return switch list {
            case .uninsured: try ListBook.uninsured(on: day, window, from: scope.db)
            case .accountless: try ListBook.accountless(on: day, window, from: scope.db)
            case .doubles: try ListBook.doubles(on: day, window, from: scope.db)
            default: try ListBook.recipients(on: day, window, from: scope.db)
            }
        }
        guard let month = YearMonth(iso: value) else { throw ReportRefusal.listCondition }
        switch list {
        case .recipients, .uninsured, .accountless, .doubles: throw ReportRefusal.listCondition
        case .renewals: return try ListBook.renewals(in: month, window, from: scope.db)
        case .payments: return try ListBook.payments(in: month, window, from: scope.db)
        case .transferReturns:
            return try ListBook.transferReturns(in: month, window, from: scope.db)
        case .claimReturns: return try ListBook.claimReturns(in: month, window, from: scope.db)
        case .unapplied: return try unapplied(bornIn: month, directory, in: scope, window)
        }
    }

    /// How many residents System 2 is asked for at once: a month of births of all but the largest
    /// cities is one question, and one entry in its log.
    private static let residents = 2_000

    /// Residents born in a month without any entitlement.
    private static func unapplied(
        bornIn month: YearMonth, _ directory: any AddresseeDirectory, in scope: Scope,
        _ window: ListSlice.Window
    ) throws -> ListSlice {
        var born: [AddresseeNumber] = []
        var cursor: BirthCursor?
        repeat {
            let found = try directory.residents(
                born: month.period, after: cursor, limit: residents)
            born += found.map(\.number)
            cursor = found.count == residents ? found.last.map { BirthCursor($0) } : nil
        } while cursor != nil
        let known = try ListBook.known(born, from: scope.db)
        let without = born.filter { !known.contains($0) }.sorted()
        return ListSlice(of: without, window) { ListRow(child: $0, recipient: nil, cells: [:]) }
    }
}
