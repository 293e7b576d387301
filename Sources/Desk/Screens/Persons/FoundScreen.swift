// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// The list of persons found.
struct FoundList: PageModel {
    let readings: [String]
    let count: Int
    let isCut: Bool
    let isNone: Bool
    let rows: [FoundRow]
}

struct FoundRow: PageModel {
    let href: String
    let number: String
    let name: String
    let kana: String
    let birth: String
    let age: String
    let sex: String
    /// 福祉, 宛名, or both: which of the two systems knew.
    let sources: String
    let entitlement: String
    let flags: [Flag]
}

enum FoundScreen {
    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        let officer = try visit.officer()
        let key = visit.parameters["ticket"] ?? ""
        guard var ticket = visit.desk.tickets.get(key, of: officer.officer) else {
            return .seeOther(Route.search.path())
        }
        let box = SearchBox(ticket.text, today: visit.today)
        let directory = visit.installation.directory
        let found = try await visit.perform { scope in
            try PersonSearch.run(box, most: most, directory: directory, in: scope)
        }
        ticket.found = found.people.map(\.person.number)
        visit.desk.tickets.set(ticket, under: key, of: officer.officer)
        if box.isNumber, found.people.count == 1 {
            return .seeOther(Route.person.path(found.people[0].person.number) + "?from=\(key)")
        }
        let rows = found.people.map { row($0, ticket: key, visit, officer) }
        let list = FoundList(
            readings: box.readings, count: rows.count, isCut: found.isCut, isNone: rows.isEmpty,
            rows: rows)
        return .page(
            SearchScreens.page(visit, text: ticket.text, problems: [], result: list))
    }

    private static func row(
        _ one: PersonSearch.Found, ticket: String, _ visit: Visit, _ reader: Principal
    ) -> FoundRow {
        let person = one.person
        let sources = [one.isInCasework ? "福祉" : nil, one.isInRegister ? "宛名" : nil]
        return FoundRow(
            href: Route.person.path(person.number) + "?from=\(ticket)",
            number: person.number.description,
            name: reader.sees(person.alias ?? person.name, of: .name),
            kana: reader.sees(person.kana, of: .kana),
            birth: reader.sees(Say.short(person.born), of: .birthDate),
            age: reader.sees(Say.age(person.born, on: visit.today), of: .birthDate),
            sex: reader.sees(person.sex.wording, of: .sex),
            sources: sources.compactMap(\.self).joined(separator: "・"),
            entitlement: one.entitlement.map { Say.state($0, on: visit.today) } ?? "—",
            flags: (one.isByFormerName ? [Flag("以前の氏名で該当", .plain)] : []) + Flag.about(person))
    }
}
