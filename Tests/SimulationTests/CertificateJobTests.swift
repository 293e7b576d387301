// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Jobs
import Ledger
import Links
import Press
import Safeguards
import Scheme
import Support
import Synchronization
import Testing
import Vault
import Vocabulary

@testable import Simulation

/// 年次の再交付 from the books to the paper, as the stored job of screen 1410: every child's certificate of
/// the next year is issued, drawn and kept, part by part. `HAGUKUMI_SOAK=1` prints 50,000 of them;
/// `HAGUKUMI_CERTIFICATES` says how many otherwise.
@Suite("証の更新の一括印刷のジョブ", .serialized)
struct CertificateJobTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let isSoak = environment["HAGUKUMI_SOAK"] == "1"
    private static let count =
        environment["HAGUKUMI_CERTIFICATES"].flatMap { Int($0) } ?? (isSoak ? 50_000 : 40)
    private static let counter = Principal(
        officer: "U002", name: "U002", roles: [.counter], session: "measure", terminal: "T1")
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Stands at a day and goes on from there.
    private final class GoingClock: Vocabulary.Clock {
        private let from: Instant
        private let start = ContinuousClock.now
        init(_ from: Instant) { self.from = from }
        func now() -> Instant {
            let gone = (ContinuousClock.now - start).components
            return from.adding(seconds: gone.seconds)
        }
    }

    /// The press of the desk without its print log.
    private final class CountingPress: BatchPress {
        private let room: PressRoom
        private let drawn = Mutex(0)

        init() throws { room = try PressRoom() }

        var pages: Int { drawn.withLock { $0 } }

        func draw(
            _ letters: [ReadyLetter], _ title: String, expected: Int, byPostcode: Bool,
            in scope: Scope
        ) throws -> [UInt8] { throw JobRefusal.unknownRun }

        func draw(
            _ certificates: [CertificateSheet], expected: Int, in scope: Scope
        ) throws -> [UInt8] {
            let sheets = try certificates.compactMap {
                try $0.mailed(issuer: LetterHead.sender, desk: LetterHead.desk)
            }.map { Sheet.mailedCertificate($0) }
            let (pdf, report) = try room.preview(
                sheets,
                PrintOrder(date: scope.today, title: "受給資格証", environmentMark: "検証用"))
            #expect(expected == certificates.count && report.pages == certificates.count)
            drawn.withLock { $0 += report.pages }
            return pdf
        }
    }

    @Test(
        "春に、資格のある子すべての次の年度の証を一括で刷る: 見込みと作成と紙の数が合い、もう一度は一枚も出ない",
        .timeLimit(.minutes(60)))
    func spring() throws {
        let folder = try TemporaryFolder("certificates")
        let office = try ClaimMonth(
            folder: folder.url, schemes: Self.root.appending(path: "Schemes").path,
            layouts: Self.root.appending(path: "Layouts").path)
        defer { try? office.close() }
        try office.entitle(Self.count)
        let library = try SchemeLibrary.load(
            directory: Self.root.appending(path: "Schemes").path,
            digest: { Digest.of($0).description })
        let law = EligibilityLaw(
            book: try #require(library.book("sample-renewal")), office: .weekdays)
        try first(office, law)

        let march = try #require(CivilDate(iso: "2026-03-02"))
        let gate = office.gate(
            by: GoingClock(Instant(noonInJapan: march).adding(seconds: -10_800)))
        let random = RehearsalRandomBytes(seed: 1)
        let ring = Keyring.create(body: "119997", classes: [.sensitive], random: random)
        let prints = PrintFolder(
            data: folder.url.path,
            seal: FileSeal(
                "prints", table: "job_step",
                cipher: try ring.cipher(for: .sensitive, random: random)))
        let press = try CountingPress()
        let engine = JobEngine(
            gate: gate, year: try Jobs.OfficeYear.standard(),
            works: [
                PrintCertificatesWork(
                    law: law, directory: office.directory, freshness: MemoryFreshness(),
                    folder: prints, press: press)
            ], node: "n1", token: "a")
        let begun = ContinuousClock.now
        let lines = try waiting(law, gate)
        #expect(lines.count == Self.count)
        let run = try print(lines, "a", march, engine, gate, prints)
        let seconds = Double((ContinuousClock.now - begun).components.seconds)
        #expect(run.status == .finished && run.failed == 0, "\(run.message ?? "")")
        #expect(run.totals.items == Self.count && press.pages == Self.count)
        let pieces = prints.names.filter { $0.hasPrefix("a-\(run.id)-") }
        #expect(pieces.count == (Self.count + PrintBatch.part - 1) / PrintBatch.part)
        Swift.print(
            "soak: 更新の証 \(Self.count)枚を名簿から封じた紙まで\(Int(seconds))秒、"
                + "\(Int(Double(Self.count) / max(1, seconds)))枚/秒")
        // The same list once more, and a new list: nobody has a second certificate.
        let again = try print(lines, "b", march, engine, gate, prints)
        #expect(again.totals.items == 0 && again.totals.known == Self.count)
        #expect(press.pages == Self.count)
        #expect(try waiting(law, gate).isEmpty)
    }

    /// The certificates of this year, handed out before.
    private func first(_ office: ClaimMonth, _ law: EligibilityLaw) throws {
        let ids = try office.store.read { try CertificateBook.waiting(from: $0) }
        #expect(ids.count == Self.count)
        for start in stride(from: 0, to: ids.count, by: 5_000) {
            let part = Array(ids[start..<min(ids.count, start + 5_000)])
            let batch = try office.gate.perform(
                IssueCertificates.operation, by: Self.counter, for: .registration
            ) {
                try IssueCertificates.perform(
                    .stillWaiting(part), law: law, directory: office.directory,
                    freshness: MemoryFreshness(), in: $0
                ).batch
            }
            #expect(batch.produced == part.count)
        }
    }

    private func waiting(_ law: EligibilityLaw, _ gate: Gate) throws -> [BatchLine] {
        try gate.perform(.issueCertificate, by: Self.counter, for: .registration) {
            try ArrangeCertificates.lines(renewals: true, law: law, in: $0)
        }
    }

    private func print(
        _ lines: [BatchLine], _ token: String, _ day: CivilDate, _ engine: JobEngine,
        _ gate: Gate, _ prints: PrintFolder
    ) throws -> JobRun {
        try prints.put(lines, of: token)
        let order = PrintBatch(
            token: token, count: lines.count, kind: "renewals", purpose: .registration,
            isArrangedLater: true
        ).order(PrintCertificatesWork.job, on: "\(day)")
        let id = try gate.perform(.startJob, by: Self.counter, for: .maintenance) {
            try StartJob.perform(order, .real, engine: engine, in: $0)
        }
        return try engine.run(id, by: Self.counter)
    }
}
