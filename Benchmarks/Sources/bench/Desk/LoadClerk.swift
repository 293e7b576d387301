// SPDX-License-Identifier: Apache-2.0
import Foundation

/// An officer who is logged in, with a few families in hand.
struct LoadClerk: Sendable {
    static let families = 3

    let officer: LoadOfficer
    private let whom: LoadPeople
    private let own: [(child: String, recipientNumber: String)]
    /// The other pages of the own persons that this officer may open.
    private var tabs: [String] = []

    init(_ officer: LoadOfficer, place: Int, of count: Int, _ whom: LoadPeople) {
        self.officer = officer
        self.whom = whom
        own = (0..<Self.families).map {
            whom.entitled[(place + $0 * count) % whom.entitled.count]
        }
    }

    /// Logs in and opens the records of the families, with the reason that the desk asks for.
    func settled() async throws -> LoadClerk {
        try await officer.enter()
        var settled = self
        for person in own {
            let path = "/persons/\(person.child)"
            var shown = try await officer.get(path)
            if shown.path.hasPrefix("/access-reason") {
                let reason = LoadOfficer.value(of: "reason", in: shown.body)
                shown = try await officer.post(
                    "/access-reason",
                    [("person", person.child), ("to", path), ("reason", reason), ("words", "")])
            }
            guard shown.status == 200, shown.path == path else {
                throw BenchError("台帳が開きません: \(shown.path) \(shown.status)")
            }
            settled.tabs += Self.links(path + "/", in: shown.body)
        }
        return settled
    }

    /// Does one thing, to the page that shows what came of it.
    func does(_ kind: LoadKind) async throws -> LoadOfficer.Shown {
        let person = own[Int.random(in: 0..<own.count)]
        let someone = whom.residents[Int.random(in: 0..<whom.residents.count)]
        switch kind {
        case .byNumber:
            return try await search(Bool.random() ? person.child : person.recipientNumber)
        case .byKana: return try await search(someone.kana)
        case .byTwoLetters: return try await search(String(someone.kana.prefix(2)))
        case .byOneLetter: return try await search(String(someone.kana.prefix(1)))
        case .byName: return try await search(someone.name)
        case .byBirth: return try await search(someone.born)
        case .person: return try await officer.get("/persons/\(person.child)")
        case .household: return try await officer.get("/persons/\(person.child)/household")
        case .tab:
            return try await officer.get(
                tabs.randomElement() ?? "/persons/\(person.child)/as-of")
        case .home: return try await officer.get("/")
        case .list: return try await officer.get("/applications")
        case .memo:
            return try await officer.post(
                "/persons/\(person.child)/memos",
                [("text", "負荷の試験のメモ"), ("importance", "note"), ("reach", "person"), ("until", "")])
        }
    }

    /// What is not as it should be on the page that was shown.
    func wrong(_ kind: LoadKind, _ shown: LoadOfficer.Shown) -> String? {
        guard shown.status == 200 else { return "\(shown.path) \(shown.status)" }
        if kind == .byNumber, !shown.path.hasPrefix("/persons/") { return "行き先 \(shown.path)" }
        if kind.isSearch, kind != .byNumber, !shown.body.contains("class=\"list") {
            return "結果の一覧がありません \(shown.path)"
        }
        // Of a protected family the page says only that there is a memo.
        if kind == .memo, !shown.path.contains("/memos") { return "行き先 \(shown.path)" }
        return nil
    }

    private func search(_ text: String) async throws -> LoadOfficer.Shown {
        try await officer.post("/search", [("q", text)])
    }

    private static func links(_ prefix: String, in page: String) -> [String] {
        page.components(separatedBy: "href=\"").dropFirst()
            .map { String($0.prefix { $0 != "\"" }) }
            .filter { $0.hasPrefix(prefix) && !$0.contains("?") }
    }
}
