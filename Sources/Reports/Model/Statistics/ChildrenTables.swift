// SPDX-License-Identifier: Apache-2.0
import Benefits
import Vocabulary

/// 対象児童 and 受給者 who are entitled on a day.
enum ChildrenTables {
    struct Tally {
        var outpatient: Set<AddresseeNumber> = []
        var inpatient: Set<AddresseeNumber> = []
        var children: Set<AddresseeNumber> = []
        var recipients: Set<AddresseeNumber> = []

        mutating func add(_ one: EntitledChild) {
            if one.isOutpatient { outpatient.insert(one.child) }
            if one.isInpatient { inpatient.insert(one.child) }
            children.insert(one.child)
            recipients.insert(one.recipient)
        }

        var cells: [StatisticsTable.Cell] {
            [outpatient, inpatient, children, recipients].map { .number($0.count) }
        }
    }

    static let counted: KeyValuePairs<String, StatisticsTable.Unit> = [
        "通院の対象児童": .persons, "入院の対象児童": .persons, "対象児童": .persons,
        "受給者": .persons,
    ]
    private static let meaning =
        "対象児童は通院・入院のどちらかの資格のある児童。停止中の資格は数えません。"
        + "受給者は、その行に対象児童のいる人を一度だけ数えます(合計は行の和と違うことがあります)。"

    static func byAge(_ children: [EntitledChild], on day: CivilDate, asOf: Instant)
        -> StatisticsTable
    {
        var tallies: [Int: Tally] = [:]
        var all = Tally()
        for child in children {
            tallies[child.age, default: Tally()].add(child)
            all.add(child)
        }
        var draft = TableDraft()
        draft.label("年齢")
        draft.numbers(counted)
        if let oldest = tallies.keys.max() {
            for age in 0...oldest { draft.row(["\(age)歳"], (tallies[age] ?? Tally()).cells) }
        }
        return draft.table(
            .childrenByAge, total: [.label("合計")] + all.cells,
            note: "\(Wareki.text(day))に資格のある人。年齢はその日の満年齢。\(meaning)", asOf: asOf)
    }

    /// The rows of a table, in order, each with its children; the same rows stand behind its lists.
    static func groups(
        _ subject: StatisticsSubject, _ children: [EntitledChild]
    ) -> [(label: String, children: [EntitledChild])] {
        func grouped<Key: Hashable>(
            _ key: (EntitledChild) -> Key, _ text: (Key) -> String, _ sort: (Key, Key) -> Bool
        ) -> [(label: String, children: [EntitledChild])] {
            Dictionary(grouping: children, by: key).sorted { sort($0.key, $1.key) }
                .map { (text($0.key), $0.value) }
        }
        switch subject {
        case .childrenByInsurer:
            return grouped(\.insurance, { $0?.rawValue ?? "保険の記録なし" }) {
                Self.place($0) < Self.place($1)
            }
        case .childrenByInsurerNumber:
            return grouped(\.insurer, { $0?.text ?? "保険の記録なし" }) {
                ($0?.text ?? "\u{10FFFF}") < ($1?.text ?? "\u{10FFFF}")
            }
        case .childrenByArea:
            return grouped(\.area, \.text) { $0.place < $1.place }
        default: return grouped(\.age, { "\($0)歳" }, <)
        }
    }

    private static func place(_ kind: InsuranceKind?) -> Int {
        kind.flatMap { InsuranceKind.allCases.firstIndex(of: $0) } ?? InsuranceKind.allCases.count
    }

    /// A table by groups that only exist where somebody is in them.
    static func byGroup(
        _ subject: StatisticsSubject, heading: String, explanation: String,
        _ children: [EntitledChild], on day: CivilDate, asOf: Instant
    ) -> StatisticsTable {
        var draft = TableDraft()
        draft.label(heading)
        draft.numbers(counted)
        var all = Tally()
        for child in children { all.add(child) }
        for (label, members) in groups(subject, children) {
            var tally = Tally()
            for child in members { tally.add(child) }
            draft.row([label], tally.cells)
        }
        return draft.table(
            subject, total: [.label("合計")] + all.cells,
            note: "\(Wareki.text(day))に資格のある人。\(explanation)\(meaning)", asOf: asOf)
    }

    static func byInsurer(_ children: [EntitledChild], on day: CivilDate, asOf: Instant)
        -> StatisticsTable
    {
        var tallies: [InsuranceKind?: Tally] = [:]
        var all = Tally()
        for child in children {
            tallies[child.insurance, default: Tally()].add(child)
            all.add(child)
        }
        var draft = TableDraft()
        draft.label("保険区分")
        draft.numbers(counted)
        for kind in InsuranceKind.allCases {
            if let tally = tallies[kind] { draft.row([kind.rawValue], tally.cells) }
        }
        if let tally = tallies[nil] { draft.row(["保険の記録なし"], tally.cells) }
        return draft.table(
            .childrenByInsurer, total: [.label("合計")] + all.cells,
            note: "\(Wareki.text(day))に資格のある人。保険はその日に有効な、最も新しく取得したもの。\(meaning)",
            asOf: asOf)
    }
}
