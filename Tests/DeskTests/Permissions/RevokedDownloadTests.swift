// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore
import Office
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

@Suite("止められた人の、途中の画面とファイル", .serialized)
struct RevokedDownloadTests {
    private func enter(_ bench: DeskBench) throws -> SessionResult {
        try bench.office.accounts.login(
            officer: "uketsuke", password: DeskBench.password, terminal: "local"
        ).session
    }

    private func revoke(_ bench: DeskBench) throws {
        let head = Principal(
            officer: "kacho", name: "検証 課長", roles: [.head], session: "bench",
            terminal: "決裁1")
        try bench.office.accounts.requestRevocation(
            of: "uketsuke", receivedOn: bench.clock.now().dayInJapan, reason: "退職", by: head)
    }

    @Test("送っている途中のファイルは、停止の後は一切れも出ない", .measure("R-51"))
    func download() async throws {
        let bench = try await DeskBench()
        let session = try enter(bench)
        let accounts = bench.office.accounts
        let body = GuardedBody(
            content: [UInt8](repeating: 7, count: 10 * GuardedBody.piece)
        ) { try accounts.isOpen(session) }
        let sent = Mutex(0)
        await #expect(throws: SafeguardRefusal.sessionExpired) {
            try await body.write { _ in
                sent.withLock { $0 += 1 }
                if sent.withLock({ $0 }) == 3 { try revoke(bench) }
            }
        }
        #expect(sent.withLock { $0 } == 3)
    }

    @Test("停止の登録の後の、最初の画面から断る（時計は進まない）", .measure("R-51"))
    func nextPage() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            #expect(try await browser.get("/applications").status == 200)
            let before = bench.clock.now()
            let started = ContinuousClock().now
            try revoke(bench)
            let sight = try await browser.get("/applications")
            #expect(sight.status == 303 && sight.location?.hasPrefix("/login") == true)
            #expect(bench.clock.now() == before)
            let took = started.duration(to: ContinuousClock().now)
            #expect(QuietMachine.allows(took, within: .seconds(1)), "\(took)")
        }
    }
}
