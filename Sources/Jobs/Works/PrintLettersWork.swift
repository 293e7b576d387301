// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Vocabulary

/// 通知の一括発行 of any number, as a job: the same procedure as the press on screen 1410, in parts, in the
/// order of the whole batch. What a step issued is printed and kept before the step is durable.
public struct PrintLettersWork: JobWork {
    public static let job = "print-letters"
    public let code = PrintLettersWork.job
    public let operation = IssueLetters.operation
    public let purpose = Purpose.registration
    public let needsTrial = false
    public let hasOwnScreen = true
    public let batch: Int
    private let source: @Sendable (_ kind: String, _ day: CivilDate) -> (any LetterSource)?
    private let terms: @Sendable (_ datedOn: CivilDate?) -> IssueLetters.Terms
    private let folder: PrintFolder
    private let press: any BatchPress

    /// - Parameters:
    ///   - source: a kind of letter by its code.
    ///   - batch: letters of a step.
    public init(
        folder: PrintFolder, press: any BatchPress, batch: Int = PrintBatch.part,
        source: @escaping @Sendable (_ kind: String, _ day: CivilDate) -> (any LetterSource)?,
        terms: @escaping @Sendable (_ datedOn: CivilDate?) -> IssueLetters.Terms
    ) {
        self.folder = folder
        self.press = press
        self.batch = batch
        self.source = source
        self.terms = terms
    }

    public func purpose(of order: JobOrder) -> Purpose { PrintBatch(order)?.purpose ?? purpose }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        guard let batch = PrintBatch(order) else { throw JobRefusal.unknownRun }
        return batch.plan
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        guard let asked = PrintBatch(order), let source = source(asked.kind, scope.today) else {
            throw JobRefusal.unknownRun
        }
        if asked.arranges(phase) {
            let directory = terms(nil).directory
            return try asked.arrange(keys.last ?? 0, in: folder) {
                try ArrangeLetters.perform(source, $0, directory: directory, in: scope)
            }
        }
        let lines = try asked.lines(keys, in: folder)
        let references = lines.map(\.line.reference)
        let known = try source.issued(lines.map(\.line), in: scope)
        // Gone on with after its day, a letter bears the day on which it is printed.
        let day = asked.datedOn.map { max($0, scope.today) }
        let printed = try IssueLetters.perform(
            source, source.isOnePerReference ? references : Array(Set(references)).sorted(),
            only: source.isOnePerReference ? nil : Set(lines.compactMap(\.line.recipient)),
            terms(day), in: scope)
        var totals = JobTotals(persons: printed.letters.count, items: printed.letters.count)
        var failures: [JobFailure] = []
        let done = Set(
            printed.letters.map { source.name($0.order.reference, $0.order.recipient) })
        let reasons = Dictionary(
            printed.leftOut.map { (source.name($0.reference, $0.recipient), $0.reason) },
            uniquingKeysWith: { $1 })
        for (key, line) in lines {
            let name = source.name(line.reference, line.recipient)
            if done.contains(name) { continue }
            if let reason = reasons[name] {
                failures.append(
                    JobFailure(
                        key: key, code: "letter-left-out", message: reason,
                        place: "/letters/batches"))
            } else if known.contains(name) {
                totals.known += 1
            } else {
                failures.append(
                    JobFailure(
                        key: key, code: "letter-not-due",
                        message: "通知を出す理由がなくなっています（決定や申請が変わりました）。出し直す必要はありません。",
                        place: ""))
            }
        }
        guard !printed.letters.isEmpty else { return JobOutcome(totals, failures: failures) }
        let (folder, press) = (self.folder, self.press)
        let expected = printed.expected - printed.issuedBefore
        return JobOutcome(
            totals, failures: failures,
            beforehand: { scope, run in
                let pdf = try press.draw(
                    printed.letters, source.title, expected: expected,
                    byPostcode: asked.byPostcode, in: scope)
                try folder.put(
                    PrintedPiece(
                        persons: printed.letters.flatMap {
                            [$0.order.recipient] + $0.order.children
                        }, envelopes: printed.letters.map(\.envelopeNumber), pdf: pdf),
                    of: asked.token, run: run.id, through: keys.last ?? 0)
            })
    }
}
