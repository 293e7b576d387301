// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Vocabulary

/// 受給資格証の交付 of any number, as a job: those that wait, or the renewals of a spring. The same procedure
/// as the press on screen 1410, in parts; nobody is given a second one.
public struct PrintCertificatesWork: JobWork {
    public static let job = "next-certificates"
    public let code = PrintCertificatesWork.job
    public let operation = IssueCertificates.operation
    public let purpose = Purpose.registration
    public let needsTrial = false
    public let hasOwnScreen = true
    public let batch: Int
    private let law: EligibilityLaw
    private let directory: any AddresseeDirectory
    private let freshness: any FeedFreshness
    private let folder: PrintFolder
    private let press: any BatchPress

    /// - Parameter batch: certificates of a step.
    public init(
        law: EligibilityLaw, directory: any AddresseeDirectory, freshness: any FeedFreshness,
        folder: PrintFolder, press: any BatchPress, batch: Int = PrintBatch.part
    ) {
        self.law = law
        self.directory = directory
        self.freshness = freshness
        self.folder = folder
        self.press = press
        self.batch = batch
    }

    public func purpose(of order: JobOrder) -> Purpose { PrintBatch(order)?.purpose ?? purpose }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        guard let batch = PrintBatch(order) else { throw JobRefusal.unknownRun }
        return batch.plan
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        guard let asked = PrintBatch(order) else { throw JobRefusal.unknownRun }
        if asked.arranges(phase) {
            return try asked.arrange(keys.last ?? 0, in: folder) {
                try ArrangeCertificates.perform($0, directory: directory, in: scope)
            }
        }
        let lines = try asked.lines(keys, in: folder)
        let ids = lines.map(\.line.reference)
        let (batch, sheets) = try IssueCertificates.perform(
            asked.kind == "renewals" ? .renewals(ids) : .stillWaiting(ids), law: law,
            directory: directory, freshness: freshness, in: scope)
        let places = Dictionary(
            lines.map { ($0.line.reference, $0.key) }, uniquingKeysWith: { $1 })
        let left = batch.excluded.filter { !$0.isKnown }
        let totals = JobTotals(
            persons: batch.produced, items: batch.produced,
            known: keys.count - batch.produced - left.count)
        let failures = left.compactMap { one in
            places[one.historyID].map {
                JobFailure(
                    key: $0, code: "certificate-left-out", message: one.reason,
                    place: "/papers/\(one.historyID)")
            }
        }.sorted { $0.key < $1.key }
        guard !sheets.isEmpty else { return JobOutcome(totals, failures: failures) }
        let (folder, press) = (self.folder, self.press)
        let expected = batch.produced + left.count
        return JobOutcome(
            totals, failures: failures,
            beforehand: { scope, run in
                let pdf = try press.draw(sheets, expected: expected, in: scope)
                try folder.put(
                    PrintedPiece(
                        persons: sheets.flatMap { [$0.issued.child, $0.issued.recipient] },
                        envelopes: sheets.map { "C-\($0.issued.issueNumber)" }, pdf: pdf),
                    of: asked.token, run: run.id, through: keys.last ?? 0)
            })
    }
}
