// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Inquiries
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@Suite("照会の安全")
struct SafetyTests {
    @Test("よその証明書では話せず、よその相手とも話さず、暗号のない接続先は設定できない", .measure("R-80"))
    func certificates() async throws {
        let line = try Line()
        let papers = line.simulator.certificates
        func trouble(_ settings: ServerSettings) async throws -> ServerTrouble? {
            let server = try HTTPIntermediateServer(settings)
            var found: ServerTrouble?
            do throws(ServerTrouble) {
                _ = try await server.state(of: "I-1")
            } catch { found = error }
            try await server.close()
            return found
        }
        var settings = Line.settings(line.simulator, timeout: 5)
        #expect(try await trouble(settings) == nil)
        settings.certificate = papers.stranger.certificate.path
        settings.key = papers.stranger.key.path
        guard case .outage = try await trouble(settings) else {
            Issue.record("a stranger's certificate was let in")
            return
        }
        settings = Line.settings(line.simulator, timeout: 5)
        settings.trust = papers.strangersAuthority.path
        guard case .outage = try await trouble(settings) else {
            Issue.record("a foreign server was believed")
            return
        }
        settings = Line.settings(line.simulator)
        settings.url = "http://localhost:\(line.simulator.port)"
        #expect(throws: InquiryRefusal.self) { try HTTPIntermediateServer(settings) }
        settings = Line.settings(line.simulator)
        settings.body = "000000"
        #expect(try await trouble(settings) == .refused(code: "B01"))
        #expect(!HTTPIntermediateServer.isVerified)
        try await line.close()
    }

    @Test("符号も、目録にない項目も、庫のどこにも残らない", .measure("R-78"))
    func nothingStays() async throws {
        let bench = try Bench()
        try bench.settle(2)
        let line = try Line([])
        for place in 0..<2 { try bench.check(bench.order("", about: place)) }
        try await line.run(bench, times: 3)
        try bench.accept([bench.order("I-0"), bench.order("I-1", about: 1)])
        try await line.run(bench)
        let answers = line.answers.withLock { $0 }
        #expect(answers.count == 2)
        try bench.store.close()
        let canaries = ["FUGO-CANARY", "NOT-ASKED-CANARY"]
        // The values went to System 1; System 2 keeps none of them either.
        let amounts = answers.flatMap { $0.values.map(\.value) }.filter { $0.count >= 6 }
        #expect(amounts.count >= 4)
        let files = try FileManager.default.contentsOfDirectory(
            at: bench.folder.url, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files {
            let bytes = try Data(contentsOf: file)
            for word in canaries + amounts {
                #expect(
                    bytes.range(of: Data(word.utf8)) == nil, "\(file.lastPathComponent): \(word)")
            }
        }
        for answer in answers {
            #expect(!String(describing: answer).contains("CANARY"))
        }
        try await line.close()
    }

    @Test("照会・やりとり・記録の照会は、決まった役割だけができる")
    func permissions() throws {
        let bench = try Bench()
        try bench.settle(1)
        for role in Role.allCases {
            let who = Principal(
                officer: "u901", name: "検証", roles: [role], session: "t", terminal: "t")
            let mayAsk = role == .counter || role == .system
            let mayRead = role == .head
            func isRefused(_ work: () throws -> Void) -> Bool {
                do {
                    try work()
                    return false
                } catch let refusal as SafeguardRefusal {
                    return refusal == .notPermitted
                } catch { return false }
            }
            #expect(isRefused { try bench.check(bench.order("I-1"), by: who) } == !mayAsk)
            #expect(isRefused { try bench.accept([bench.order("I-1")], by: who) } == !mayAsk)
            #expect(
                isRefused {
                    try bench.gate.perform(TellCourses.operation, by: who, for: .registration) {
                        _ = try TellCourses.perform(["I-1"], in: $0)
                    }
                } == (role != .system))
            #expect(
                isRefused {
                    try bench.gate.perform(
                        ViewInquiryRecords.operation, by: who, for: .audit, reason: "点検"
                    ) { _ = try ViewInquiryRecords.perform(in: $0) }
                } == !mayRead)
        }
        // The record names whom somebody looked at, and asks why.
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try bench.gate.perform(
                ViewInquiryRecords.operation, by: .machine("x").as(.head), for: .audit
            ) { _ = try ViewInquiryRecords.perform(in: $0) }
        }
    }

    @Test("登録のない人のことは尋ねない")
    func unknown() throws {
        let bench = try Bench()
        try bench.settle(1)
        #expect(throws: InquiryRefusal.unknownPerson) { try bench.check(bench.order("", about: 5)) }
        #expect(throws: InquiryRefusal.otherPurpose) {
            try bench.check(bench.order("", purpose: .benefit))
        }
    }

    @Test("模擬の中間サーバーは、どの答えでも模擬と名乗り、順と目録を守らせ、提供の口を持たない")
    func simulator() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-B", "-m", "unittest", "-q", "test_simulator"]
        process.currentDirectoryURL = Bench.root
            .appending(path: "Simulators/intermediate-server")
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
        #expect(said.contains("Ran ") && said.contains("OK"), "\(said)")
    }
}

extension Principal {
    fileprivate func `as`(_ role: Role) -> Principal {
        Principal(
            officer: officer, name: name, roles: [role], session: session, terminal: terminal)
    }
}
