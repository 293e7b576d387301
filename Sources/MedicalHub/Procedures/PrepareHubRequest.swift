// SPDX-License-Identifier: Apache-2.0
import Addressee
import Safeguards
import Vocabulary

/// A request that is ready to go: its bytes, and which bundle each of its rows belongs to.
struct PreparedRequest: Sendable {
    /// `nil` where no bundle can be sent.
    let id: Int64?
    let body: HubBody
    /// By row of the array: the place of its bundle.
    let owners: [Int]
    /// Bundles that cannot be sent, by their place.
    let problems: [Int: HubProblem]
}

/// Builds a request and opens the 個人番号 for it: first whether PMH is on, then every rule of the
/// published API, and only for rows that keep them all a number.
///
/// The log names every person before the first byte leaves the house.
struct PrepareHubRequest {
    static let operation = OperationCode.sendToHub

    let profile: HubProfile
    let layout: HubLayout
    let numbers: HubNumbers
    /// Written as CSV instead of JSON.
    var table: HubTable?

    /// - Throws: `HubRefusal.off` before anything is read.
    func perform(_ bundles: [HubBundle], in scope: Scope) throws -> PreparedRequest {
        let assessment = try SwitchBook.requireOn(in: scope)
        let children = bundles.map(\.child)
        let persons = try DiscloseForHub.persons(children, in: scope)
        let numbered = try DiscloseForHub.numbered(children, in: scope)
        var problems: [Int: HubProblem] = [:]
        var rows: [(owner: Int, row: HubRegistration, record: HubRecord)] = []
        var keys: Set<String> = []
        for (place, bundle) in bundles.enumerated() {
            let records = bundle.rows.map { record(of: $0, persons) }
            let problem =
                problem(of: bundle, records, persons, numbered)
                ?? (bundle.rows.allSatisfy { keys.insert($0.key).inserted }
                    ? nil : HubProblem("historyKey", .unique))
            if let problem {
                problems[place] = problem
            } else {
                rows += zip(bundle.rows, records).map { (place, $0, $1) }
            }
        }
        guard !rows.isEmpty else {
            return PreparedRequest(
                id: nil, body: HubBody(capacity: 0), owners: [], problems: problems)
        }
        let id = try HubRequestBook.append(
            rows.map { ($0.row, persons[$0.row.child]?.isProtected ?? true) },
            form: profile.form, under: assessment, in: scope)
        // The numbers come last: nothing after this can fail but the commit.
        let body = try body(of: rows.map { ($0.row.child, $0.record) }, in: scope)
        scope.counted(rows.count)
        return PreparedRequest(
            id: id, body: body, owners: rows.map(\.owner), problems: problems)
    }

    private func record(
        of row: HubRegistration, _ persons: [AddresseeNumber: HubPerson]
    ) -> HubRecord {
        HubMapping(profile: profile).record(of: row, about: persons[row.child])
    }

    private func problem(
        of bundle: HubBundle, _ records: [HubRecord],
        _ persons: [AddresseeNumber: HubPerson], _ numbered: Set<AddresseeNumber>
    ) -> HubProblem? {
        if persons[bundle.child] == nil { return HubProblem("basicFiveInfo", .person) }
        if !numbered.contains(bundle.child) { return HubProblem("myNumber", .number) }
        if profile.form == .registration, bundle.rows.contains(where: \.isDeleted) {
            return HubProblem("isDeleted", .deletion)
        }
        return records.lazy.compactMap { layout.problems(of: $0).first }.first
    }

    /// The numbers are opened here and nowhere else in this room.
    private func body(
        of rows: [(child: AddresseeNumber, record: HubRecord)], in scope: Scope
    ) throws -> HubBody {
        let records = rows.map(\.record)
        var body =
            table.map { HubCSV(table: $0).body(of: records) }
            ?? HubJSON(layout: layout).body(of: records)
        let places = Dictionary(grouping: rows.indices) { rows[$0].child }
        do {
            try numbers.lend(rows.map(\.child), in: scope) { child, digits in
                for place in places[child] ?? [] { body.fill(place, with: digits) }
            }
        } catch {
            body.wipe()
            throw error
        }
        precondition(body.isWhole, "個人番号の入っていない行を送りません")
        return body
    }
}
