// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Ledger
import Links
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("送られたファイルの検査", .measure("R-85d"))
struct UploadTests {
    private func left(_ bench: DeskBench) -> [String] {
        let folder = bench.office.settings.dataDirectory + "/uploads"
        return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    @Test("ウイルスのあるファイルは、一緒に送ったものごと断り、消し、ログに残す")
    func infected() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/claims/imports")
            let answer = try await browser.look(
                try await browser.upload(
                    "/claims/imports", on: page,
                    [("good.uke", Array("IR,1".utf8)), ("bad.uke", PlayedScanner.virus)]))
            #expect(answer.text.contains("E-LNK-093") && answer.text.contains("Eicar-Test"))
        }
        #expect(left(bench).isEmpty)
        let refused = try bench.office.casework.perform(
            .searchLog,
            by: Principal(
                officer: "kansa", name: "", roles: [.auditor], session: "test", terminal: "T1"),
            for: .audit
        ) { scope in
            try LogBook.search(LogQuery(operation: .importClaims), from: scope.db)
                .map { $0.result ?? "" }
        }
        #expect(refused == ["refused E-LNK-093"])
    }

    @Test("検査が止まれば、実在の庁のどの送信も止まり、どの画面もそう言う。戻れば受け取る")
    func scannerDown() async throws {
        let scanner = PlayedScanner()
        let bench = try await DeskBench(scanner: scanner)
        // A rehearsal goes on without one; the same door of a real office does not.
        scanner.turn(on: false)
        let real = UploadDoor(scanner, terms: nil, isRehearsal: false, clock: bench.clock)
        #expect(real.standing() == .closed(.scannerDown))
        #expect(throws: ScanRefusal.scannerDown) { try real.admit([1]) }
        bench.reception.desk.lookAtScanner()
        try await bench.browse(as: "kyufu") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains("ウイルス検査をせずに"))
        }
        scanner.turn(on: true)
        bench.reception.desk.lookAtScanner()
        try await bench.browse(as: "kyufu") { browser in
            let home = try await browser.get("/")
            #expect(!home.text.contains("ウイルス検査をせずに"))
        }
    }

    @Test("検査のない検証環境は、どの画面にも帯を出す")
    func demoBanner() async throws {
        let bench = try await DeskBench(scanner: NoScanner())
        try await bench.browse { browser in
            let door = try await browser.get("/login")
            #expect(door.text.contains("ウイルス検査をせずに"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            for route in Route.allCases where route.definition.method == .get {
                let sight = try await browser.get(route.sample)
                guard sight.text.contains("<main") else { continue }
                #expect(sight.text.contains("ウイルス検査をせずに"), "\(route)")
            }
        }
    }

    @Test("ファイルを受け取る道は、どれも検査を通る入口を使う")
    func everyUploadIsScanned() {
        for route in Route.allCases where route.definition.path.contains("upload") {
            #expect(route.definition.upload != nil, "\(route)")
        }
        #expect(Route.allCases.contains { $0.definition.upload != nil })
    }
}
