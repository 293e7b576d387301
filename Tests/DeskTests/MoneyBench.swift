// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Office
import Safeguards
import Testing
import Vocabulary

@testable import Desk

/// A desk with one entitled child, its recipient number, and one institution in the master.
struct MoneyBench {
    static let institution = "1119900010"

    let bench: DeskBench
    let child: AddresseeNumber
    let recipientNumber: String

    init(
        day: String = "2025-06-10", schemes: String? = nil,
        counting: (@Sendable (any Store) -> any Store)? = nil
    ) async throws {
        bench = try await DeskBench(day: day, schemes: schemes, counting: counting)
        child = Family.of(.ordinary).child
        try await bench.grant(child)
        let office = bench.office
        let child = child
        let number = try office.casework.perform(
            .viewHistory, by: Self.officer("kyufu", .payment), for: .benefit, about: [child],
            reason: "試験"
        ) {
            try HistoryBook.strands(children: [child], from: $0.db)[child]?.last?.state
                .recipientNumber
        }
        recipientNumber = try #require(number)
        let code = try #require(MedicalInstitutionCode(Self.institution))
        _ = try office.casework.perform(
            .importMasters, by: .machine("bench"), for: .maintenance
        ) { scope in
            try RecordInstitutions.perform(
                [Institution(code: code, name: "見本こどもクリニック", location: .municipality)],
                in: scope)
        }
    }

    static func officer(_ id: String, _ role: Role) -> Principal {
        Principal(officer: id, name: id, roles: [role], session: "test", terminal: "T1")
    }

    /// A claim file as the examining body sends it; one claim an edit.
    func claimFile(
        points: [Int] = [1_234], recipients: [String]? = nil, declared: Int? = nil,
        institution: String = MoneyBench.institution, type: String = "1124"
    ) throws -> [UInt8] {
        var lines = [
            record(
                "IR", 10,
                [
                    1: "1", 2: String(institution.prefix(2)), 3: "1",
                    4: String(institution.suffix(7)), 6: "見本医院", 7: "202507", 8: "00",
                ])
        ]
        for (place, points) in points.enumerated() {
            lines += [
                record(
                    "RE", 38,
                    [
                        1: String(place + 1), 2: type, 3: "202506", 4: "検証　翔", 5: "1",
                        6: "20240205",
                    ]),
                record("HO", 15, [1: "06119903", 2: "見本", 3: "１", 4: "1", 5: String(points)]),
                record(
                    "KO", 12,
                    [
                        1: "81119992", 2: recipients?[place] ?? recipientNumber, 4: "1",
                        5: String(points), 6: "0",
                    ]), record("SN", 9, [1: "1", 2: "01", 6: "01"]),
                record("JD", 33, [1: "1", 13: "1"]), record("MF", 33, [1: "00"]),
                record("SY", 8, [1: "4659007", 2: "20250601"]),
                record("SI", 44, [1: "60", 2: "2", 3: "160000310"]),
            ]
        }
        let sum = declared ?? points.reduce(0, +)
        lines.append(record("GO", 4, [1: String(points.count * 2), 2: String(sum), 3: "99"]))
        return try TextEncoder(.cp932).bytes(lines.map { $0 + "\r\n" }.joined()) + [0x1A]
    }

    private func record(_ name: String, _ size: Int, _ items: [Int: String]) -> String {
        ([name] + (1..<size).map { items[$0] ?? "" }).joined(separator: ",")
    }

    /// The cells of a row of the entry grid.
    func row(
        _ number: Int = 1, points: String = "1234", paid: String = "2470", high: String = "0",
        month: String = "R7.6", applied: String = "R7.6.10"
    ) -> [(String, String)] {
        let cells: [(EntryColumn, String)] = [
            (.child, recipientNumber), (.applied, applied), (.month, month),
            (.institution, Self.institution), (.setting, "2"), (.care, "01"), (.points, points),
            (.days, "1"), (.tenths, "2"), (.paid, paid), (.highCost, high), (.additional, "0"),
            (.receipts, "1"),
        ]
        return cells.map { (ReimbursementEntry.name(number, $0.0), $0.1) }
    }

    /// Enters one reimbursement through the screens.
    /// - Returns: the address of its page.
    @discardableResult
    func enter(
        _ browser: Browser, points: String = "1234", paid: String = "2470", high: String = "0",
        month: String = "R7.6", applied: String = "R7.6.10"
    ) async throws -> Sight {
        let grid = try await browser.get("/reimbursements/new")
        let check = try await browser.follow(
            try await browser.post(
                "/reimbursements/new", on: grid,
                [("rows", "10"), ("act", "check")]
                    + row(
                        points: points, paid: paid, high: high, month: month, applied: applied)))
        let path = try #require(check.action("enter-form"), "\(check.text)")
        return try await browser.follow(try await browser.post(path, on: check, []))
    }

    /// Takes a file of claims in through the screens, and waits until it stands.
    func takeIn(
        _ file: [UInt8], named name: String = "a.uke", _ browser: Browser
    ) async throws {
        let imports = try await browser.get("/claims/imports")
        let check = try await browser.follow(
            try await browser.upload("/claims/imports", on: imports, [(name, file)]))
        let start = try #require(check.action("start-form"), "\(check.text)")
        _ = try await browser.post(start, on: check, [])
        await bench.reception.desk.runner.settle()
    }

    /// One reimbursement that is entered, examined and decided.
    /// - Returns: the address of its page.
    @discardableResult
    func decided() async throws -> String {
        let path = try await bench.browse(as: "kyufu") { browser -> String in
            let list = try await enter(browser)
            _ = try await browser.examine()
            return try list.address("/reimbursements/case/")
        }
        try await bench.browse(as: "kacho") { browser in
            let file = try await browser.get(path)
            let done = try await browser.post(path + "/approve", on: file, [])
            try #require(done.status == 303, "\(done.text)")
        }
        return path
    }

    /// Waits until the job of a page is over.
    func wait(_ page: Sight, _ browser: Browser) async throws -> Sight {
        await bench.reception.desk.runner.settle()
        return page
    }
}

extension JobBoard {
    /// Waits until nothing is under way, without stopping anything.
    func settle() async {
        while all.contains(where: { !$0.state.isOver }) {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }
}

extension Sight {
    /// The first address of a kind on the page: `/claims/one/` with the number behind it.
    func address(_ beginning: String) throws -> String {
        let found = text.matches(of: /(?:href|action)="([^"#?]*)[^"]*"/).map { String($0.1) }
            .first {
                $0.hasPrefix(beginning) && $0.dropFirst(beginning.count).allSatisfy(\.isNumber)
            }
        return try #require(found, "\(beginning): \(text)")
    }

    /// The value of the first row that can be ticked.
    func row() throws -> String {
        try #require(
            text.firstMatch(of: /name="row" value="(\d+)"/).map { String($0.1) }, "\(text)")
    }

    /// The address that a form of the page is sent to.
    func action(_ form: String) -> String? {
        text.matches(of: /<form method="post" action="([^"]*)"[^>]*?id="([^"]*)"/)
            .first { $0.2 == form }.map { String($0.1) }
    }
}

extension Browser {
    /// Examines what waits as an officer does: first the trial, then what it shows.
    func examine() async throws -> Sight {
        let trial = try await get("/reimbursements?try=1")
        let seen = try #require(trial.hidden("seen"), "\(trial.text)")
        return try await post("/reimbursements/examine", on: trial, [("seen", seen)])
    }

    /// Makes the schedule of a month as an officer does: first the trial, then what it shows.
    func schedule(_ month: String) async throws -> Sight {
        let trial = try await get("/payments/schedule?month=\(month)")
        let seen = try #require(trial.hidden("seen"), "\(trial.text)")
        return try await post(
            "/payments/schedule", on: trial, [("month", month), ("seen", seen)])
    }

    func post(
        _ path: String, on page: Sight, _ fields: [(String, String)]
    ) async throws -> Sight {
        let pairs =
            ["csrf", "once", "proposal"].map { ($0, page.hidden($0) ?? "") } + fields
        let body = pairs.map { "\($0.0)=\(Typed.escaped($0.1))" }.joined(separator: "&")
        return try await look(send(path, .post, body))
    }

    /// Sends a form with files.
    func upload(
        _ path: String, on page: Sight, _ files: [(name: String, bytes: [UInt8])],
        _ fields: [(String, String)] = [], csrf: String? = nil
    ) async throws -> Sight {
        let mark = "----hagukumi"
        var body: [UInt8] = []
        let pairs =
            [("csrf", csrf ?? page.hidden("csrf") ?? ""), ("once", page.hidden("once") ?? "")]
            + fields
        for (name, value) in pairs {
            body += Array(
                "--\(mark)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
                    .utf8)
        }
        for file in files {
            body += Array(
                "--\(mark)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                    .utf8)
            body += file.bytes + [13, 10]
        }
        body += Array("--\(mark)--\r\n".utf8)
        return try await look(
            send(path, .post, bytes: body, type: "multipart/form-data; boundary=\(mark)"))
    }
}
