// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Office
import Simulation
import Support
import Testing
import Vocabulary

@testable import Desk

/// 区分管理 (R-81, III-7 PF③): every id of one city, asked by every role of the other over every
/// route that takes one, is answered like an id that nobody has.
@Suite("二つの団体の区分管理", .serialized)
struct SeparationTests {
    /// What a form may name in its body, beside the id in its address.
    private static let fields = [
        "person", "child", "application", "proposal", "claim", "item", "payment", "case", "run",
        "recovery", "decision", "error", "file", "inquiry", "eapplication", "match", "candidate",
        "applicant", "other-applicant", "subject",
    ]
    /// Forms without an id in the address that name rows in their body.
    private static let lists: [(Route, String)] = [
        (.approveAll, "proposal"), (.approveReimbursements, "case"), (.object, "claim"),
        (.holdPayments, "person"), (.releasePayments, "person"),
    ]

    /// Ids of a kind that are tried: a few of the gate, all of the long run.
    private func chosen(_ ids: [String]) -> [String] {
        guard !TwoTowns.isSoak, ids.count > 2 else { return ids }
        return [ids[0], ids[ids.count - 1]]
    }

    private func ask(
        _ route: Route, _ id: String, _ visitor: Visitor, csrf: String
    ) async throws -> Visitor.Sight {
        let path = route.path(with: id)
        guard route.definition.method == .post else { return try await visitor.send(path) }
        return try await visitor.send(path, .post, Self.form(csrf, id))
    }

    private static func form(_ csrf: String, _ id: String) -> [(String, String)] {
        [("csrf", csrf), ("reason", "検証のため"), ("note", "検証")] + fields.map { ($0, id) }
    }

    private var routes: [Route] { Route.allCases.filter { !$0.parameters.isEmpty } }

    @Test("番地に現れる番号の種類は、どれもこの試験が知っている")
    func everyKindIsKnown() {
        let known = KnownIds.parameters.union(KnownIds.secrets)
        #expect(Set(routes.flatMap(\.parameters)).subtracting(known).isEmpty)
        #expect(routes.count > 40)
    }

    @Test("一方にしかない番号を、他方のどの役割がどの道で尋ねても、ない番号と同じ答えになる")
    func foreignIdsAreUnknown() async throws {
        let towns = try await TwoTowns.shared.value
        let (mine, theirs) = try await KnownIds.ofBoth.value
        let foreign = theirs.mapValues { $0 }.reduce(into: [String: [String]]()) { only, kind in
            let own = Set(mine[kind.key] ?? [])
            only[kind.key] = kind.value.filter { !own.contains($0) }
        }
        for kind in KnownIds.parameters.subtracting([
            "day", "merge", "recovery", "residentfile", "passkey",
        ]).subtracting(KnownIds.quiet) {
            #expect((foreign[kind]?.count ?? 0) > 0, "\(kind)")
        }
        let before = try towns.larger.entries()
        var asked = 0
        for user in towns.smaller.oneOfEachRole {
            asked += try await towns.smaller.visit(as: user) { visitor in
                try await askAll(foreign, visitor, by: user)
            }
        }
        #expect(asked > 500)
        let roles = towns.smaller.oneOfEachRole.count
        print("soak: 区分管理、役割 \(roles)、道 \(routes.count)、尋ねた回数 \(asked)、答え 0")
        // Nobody asked the other city anything: its logs, in which every answer stands, are as long
        // as before.
        #expect(try towns.larger.entries() == before)
    }

    private func askAll(
        _ foreign: [String: [String]], _ visitor: Visitor, by user: DemoUser
    ) async throws -> Int {
        let csrf = try await visitor.send("/").hidden("csrf") ?? ""
        var asked = 0
        for route in routes {
            guard let kind = route.parameters.first else { continue }
            func outcome(_ id: String) async throws -> String {
                let form = Self.form(csrf, id)
                return try await visitor.outcome(
                    route.path(with: id), route.definition.method,
                    route.definition.method == .post ? form : nil, of: id)
            }
            let nobody = try await outcome(KnownIds.never(kind))
            for id in chosen(foreign[kind] ?? []) {
                asked += 1
                let answer = try await outcome(id)
                #expect(answer == nobody, "\(user.officer) \(route) \(id)")
            }
        }
        for (route, field) in Self.lists {
            let never = KnownIds.never(field)
            func send(_ id: String) async throws -> String {
                try await visitor.outcome(
                    route.definition.path, .post,
                    [("csrf", csrf), ("reason", "検証のため"), (field, id), ("q", id)], of: id)
            }
            let nobody = try await send(never)
            for id in chosen(foreign[field] ?? []) {
                asked += 1
                #expect(try await send(id) == nobody, "\(user.officer) \(route) \(id)")
            }
        }
        return asked
    }

    @Test("同じ番号は、自分の団体の人だけを見せる。他方の名前も住所も、どの画面にもない")
    func sameIdsShowOwn() async throws {
        let towns = try await TwoTowns.shared.value
        let marks = try ForeignMarks(of: towns.larger, notIn: towns.smaller)
        #expect(marks.count > 300)
        let (mine, theirs) = try await KnownIds.ofBoth.value
        let before = try towns.larger.entries()
        var pages = 0
        var shown = 0
        for user in towns.smaller.oneOfEachRole {
            let seen = try await towns.smaller.visit(as: user) { visitor in
                var seen = (pages: 0, shown: 0)
                for route in Route.allCases where route.definition.method == .get {
                    var addresses = [route.definition.path]
                    if let kind = route.parameters.first {
                        let other = Set(theirs[kind] ?? [])
                        addresses = chosen((mine[kind] ?? []).filter(other.contains))
                            .map { route.path(with: $0) }
                    }
                    for address in addresses {
                        let sight = try await visitor.send(address)
                        #expect(marks.first(in: sight.body) == nil, "\(user.officer) \(address)")
                        seen.pages += 1
                        if sight.status == 200 { seen.shown += 1 }
                    }
                }
                return seen
            }
            pages += seen.pages
            shown += seen.shown
        }
        print("soak: 区分管理、同じ番号の画面 \(pages)、うち開いたもの \(shown)、他方の印 \(marks.count) 個、現れたもの 0")
        #expect(shown > 60)
        #expect(try towns.larger.entries() == before)
    }

    @Test("検索も、他方の団体の人を見つけない")
    func searchFindsOwn() async throws {
        let towns = try await TwoTowns.shared.value
        let marks = try ForeignMarks(of: towns.larger, notIn: towns.smaller)
        let before = try towns.larger.entries()
        let user = try #require(towns.smaller.users.first { $0.officer == "uketsuke01" })
        try await towns.smaller.visit(as: user) { visitor in
            let page = try await visitor.send("/search")
            for name in marks.names.prefix(TwoTowns.isSoak ? .max : 40) {
                let answer = try await visitor.send(
                    "/search", .post, [("csrf", page.hidden("csrf") ?? ""), ("q", name)])
                guard let list = answer.location else { continue }
                let found = try await visitor.send(list)
                // The page repeats what was asked; nothing else of the other city is on it.
                let rest = found.body.replacingOccurrences(of: name, with: "")
                #expect(marks.first(in: rest) == nil, "\(name)")
                #expect(!found.body.contains("href=\"/persons/"), "\(name)")
            }
        }
        #expect(try towns.larger.entries() == before)
    }

    @Test("ログイン、書きかけ、一覧、印刷の鍵は、他方の画面では何でもない")
    func secretsAreNothingElsewhere() async throws {
        let towns = try await TwoTowns.shared.value
        for user in towns.larger.oneOfEachRole {
            let (cookies, csrf, list) = try await towns.larger.visit(as: user) { visitor in
                let page = try await visitor.send("/search")
                let answer = try await visitor.send(
                    "/search", .post,
                    [("csrf", page.hidden("csrf") ?? ""), ("q", "ケンショウ")])
                return (visitor.cookies, page.hidden("csrf") ?? "", answer.location)
            }
            try await towns.smaller.visit { stranger in
                stranger.cookies = cookies
                for route in Route.allCases where route.definition.access != .open {
                    let id = KnownIds.never(route.parameters.first ?? "")
                    let sight = try await ask(route, id, stranger, csrf: csrf)
                    #expect(sight.status == 303, "\(user.officer) \(route)")
                    #expect(sight.location?.hasPrefix("/login") ?? false, "\(route)")
                }
            }
            // Logged in here, with a list that was made there.
            guard let list, list.hasPrefix("/search/") else { continue }
            try await towns.smaller.visit(as: user, password: towns.smaller) { visitor in
                let secret = String(list.dropFirst("/search/".count).prefix { $0 != "?" })
                let nobody = try await visitor.send("/search/\(KnownIds.never("ticket"))")
                let sight = try await visitor.send("/search/\(secret)")
                #expect(sight.same(secret) == nobody.same(KnownIds.never("ticket")))
            }
        }
    }

    @Test("ほかの団体のホスト名で届いたものには、何も答えない")
    func otherHostName() async throws {
        let towns = try await TwoTowns.shared.value
        let office = towns.smaller.office
        for (name, status) in [("localhost", 200), ("reiji.localhost", 421)] {
            let city = TwoTowns.City(
                office: office,
                reception: try await Desk.reception(
                    office, DeskSettings(name: name, isRehearsal: true)),
                users: [], town: towns.smaller.town)
            try await city.visit { visitor in
                let sight = try await visitor.send("/login")
                #expect(sight.status == status)
                #expect(sight.body.contains("E-DSK-020") == (status == 421))
            }
        }
    }
}

extension TwoTowns.City {
    /// Logs the officer of the same id of another city in here.
    fileprivate func visit<R>(
        as user: DemoUser, password city: TwoTowns.City,
        _ walk: @Sendable (Visitor) async throws -> R
    ) async throws -> R {
        guard let own = city.users.first(where: { $0.officer == user.officer }) else {
            preconditionFailure("both cities have the same posts")
        }
        return try await visit(as: own, walk)
    }
}
