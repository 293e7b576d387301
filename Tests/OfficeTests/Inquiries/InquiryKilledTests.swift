// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Inquiries
import Ledger
import Links
import NumberGate
import Office
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

@Suite("照会の受渡しの途中で止まったとき(両システム)")
struct InquiryKilledTests {
    @Test("どこで止まっても、問いは一度だけ届き、結果は一度だけ保存される")
    func kills() async throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        let bench = try InquiryOffice()
        _ = try? bench.request()
        try await bench.relay(times: 2)
        try bench.office.close()
        let words = [bench.rehearsal.data, String(bench.simulator.port)].joined(separator: "|")
        var asked: [String] = []
        for kill in 0..<(isSoak ? 100 : 5) {
            let now = InquiryKilledTests.start(kill)
            let office = try Installation.open(
                InquiryKilledTests.settings(bench.rehearsal.data, now))
            // Whatever is not under way any more is asked again.
            for item in ["TM00000000000002", "X-SEIKATSUHOGO", "X-IRYOHOKEN"] {
                if let number = try? bench.request(item: item, in: office) { asked.append(number) }
            }
            try office.close()
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [words = words as String, kill = kill as Int] in
                let words = words.split(separator: "|").map(String.init)
                let clock = MovingClock(InquiryKilledTests.start(kill))
                let office = try Installation.open(
                    InquiryKilledTests.settings(words[0], clock))
                func round() async throws {
                    _ = try await InquiryRelay.run(once: office)
                    clock.pass(seconds: 200)
                }
                // Every other one has done a whole round before, so that all steps are reached.
                if kill % 2 == 1 { try await round() }
                Thread.detachNewThread {
                    usleep(UInt32(1_000 + kill * 47_919 % 400_000))
                    raise(SIGKILL)
                }
                while true { try await round() }
            }
        }
        // The killed ones were at work when they died.
        #expect(try bench.simulator.events("accepted").count >= 1)
        let clock = MovingClock(InquiryKilledTests.start(isSoak ? 100 : 5))
        let office = try Installation.open(InquiryKilledTests.settings(bench.rehearsal.data, clock))
        for _ in 0..<8 {
            _ = try await InquiryRelay.run(once: office)
            clock.pass(seconds: 4_000)
        }
        #expect(asked.count >= 3)
        for number in asked {
            let detail = try office.casework.perform(
                ViewInquiry.operation, by: InquiryOffice.clerk, for: .registration
            ) { try ViewInquiry.perform(number, in: $0) }
            #expect(detail.file.status == .stored, "\(number) \(detail.file.status)")
            #expect(
                detail.course.map(\.event) == [
                    .requested, .accepted, .sent, .permitted, .answered, .stored,
                ], "\(number)")
            #expect(Set(detail.result.map(\.label)).count == detail.result.count)
        }
        #expect(try bench.simulator.events("accepted").count == asked.count)
        for report in try office.verify() { #expect(report.report.ok, "\(report.system)") }
        try office.close()
        bench.simulator.stop()
    }

    private static func start(_ kill: Int) -> Instant {
        Instant(noonInJapan: day("2025-04-12")).adding(seconds: Int64(kill) * 4_000)
    }

    private static func settings(_ data: String, _ now: Instant) -> InstallationSettings {
        settings(data, MovingClock(now))
    }

    private static func settings(_ data: String, _ clock: MovingClock) -> InstallationSettings {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return InstallationSettings(
            dataDirectory: data, schemesDirectory: root.path + "/Schemes",
            layoutsDirectory: root.path + "/Layouts", scheme: "sample", clock: clock,
            random: SystemRandomBytes(), numberCheck: .synthetic)
    }
}
