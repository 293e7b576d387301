// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// 事務の範囲: operations about persons by the group of their screens (11 受付, 13 給付 …).
enum Business {
    private static let groups: [String: Set<OperationCode>] = Dictionary(
        grouping: OperationCode.allCases.filter(\.definition.auditsSubjects)
    ) { $0.definition.screen.map { String($0.prefix(2)) } ?? "" }.mapValues(Set.init)

    /// The group of an operation about persons; `nil` for every other.
    static func of(_ operation: OperationCode) -> String? {
        guard operation.definition.auditsSubjects else { return nil }
        return operation.definition.screen.map { String($0.prefix(2)) }
    }

    /// What shows persons there.
    static func reads(_ business: String) -> Set<OperationCode> {
        (groups[business] ?? []).filter { $0.definition.kind == .read }
    }
}

/// What an officer usually does, day by day, and what lies beyond it; pure.
struct UsualWork {
    struct Beyond: Hashable {
        let officer: String
        let business: String
        let day: CivilDate
    }

    private struct Work: Hashable {
        let officer: String
        let business: String
    }

    /// Numbers of days, as of `CivilDate.dayNumber`.
    private var days: [Work: Set<Int>] = [:]
    private var active: [String: Set<Int>] = [:]
    private var reads: Set<Beyond> = []

    /// An officer carried out an operation on a day.
    /// - Parameter isAsked: whether the day is one of those that are asked about.
    mutating func did(
        _ operation: OperationCode, by officer: String, on day: CivilDate, isAsked: Bool
    ) {
        active[officer, default: []].insert(Int(day.dayNumber))
        guard let business = Business.of(operation) else { return }
        days[Work(officer: officer, business: business), default: []].insert(Int(day.dayNumber))
        if isAsked, operation.definition.kind == .read {
            reads.insert(Beyond(officer: officer, business: business, day: day))
        }
    }

    /// Newest day first. Of an officer who has hardly worked before nothing is usual yet.
    func beyond(_ terms: OversightTerms) -> [Beyond] {
        reads.filter { read in
            let last = Int(read.day.dayNumber)
            let window = (last - terms.usualWithin)..<last
            let work = Work(officer: read.officer, business: read.business)
            let usual = days[work, default: []].count(where: window.contains)
            return usual < terms.usualDays
                && active[read.officer, default: []].count(where: window.contains)
                    >= terms.knownDays
        }.sorted {
            ($1.day, $0.officer, $0.business) < ($0.day, $1.officer, $1.business)
        }
    }
}
