// SPDX-License-Identifier: Apache-2.0
import Press
public import Safeguards
public import Scheme
public import Vocabulary

/// 通知の一括発行: letters of any kind, numbered, addressed and written into the register. Every one
/// that was expected is produced, was issued before, or is left out with its reason.
public enum IssueLetters {
    public static let operation = OperationCode.printLetters

    /// What a batch produced.
    public struct Batch: Sendable {
        /// The row of the batch; `nil` where nothing was expected.
        public let id: Int64?
        public let title: String
        public let expected: Int
        public let letters: [ReadyLetter]
        public let issuedBefore: Int
        public let leftOut: [LetterLeftOut]

        /// Whether every letter is accounted for.
        public var isComplete: Bool { expected == letters.count + issuedBefore + leftOut.count }
    }

    /// What a batch needs besides its orders.
    public struct Terms: Sendable {
        public let letters: LetterWordings
        public let directory: any AddresseeDirectory
        public let freshness: any FeedFreshness
        /// The fields of application forms, by kind; their values are still to be filled in.
        public let forms: [LetterKind: FormLayout]
        /// 施行日; `nil` is today.
        public var datedOn: CivilDate?

        public init(
            letters: LetterWordings, directory: any AddresseeDirectory,
            freshness: any FeedFreshness, forms: [LetterKind: FormLayout] = [:],
            datedOn: CivilDate? = nil
        ) {
            self.letters = letters
            self.directory = directory
            self.freshness = freshness
            self.forms = forms
            self.datedOn = datedOn
        }
    }

    /// Issues the letters of rows; what has its letter gets no second one.
    ///
    /// - Parameter recipients: of a row that many have a letter of, those of this part of the batch.
    /// - Throws: `LetterDeskRefusal.wrongDate`; `.staleFeed`.
    public static func perform(
        _ source: any LetterSource, _ references: [Int64],
        only recipients: Set<AddresseeNumber>? = nil, _ terms: Terms, in scope: Scope
    ) throws -> Batch {
        try terms.freshness.check(on: scope.today, in: scope.db)
        let known =
            source.isOnePerReference
            ? try LetterRegister.issued(source.paper, references, from: scope.db) : []
        let orders = try source.orders(
            references.filter { !known.contains($0) }, to: recipients, in: scope)
        return try issue(orders, of: source, issuedBefore: known.count, terms, in: scope)
    }

    /// Issues orders that an area has made.
    ///
    /// - Throws: `LetterDeskRefusal.wrongDate`.
    public static func issue(
        _ orders: [LetterOrder], of source: any LetterSource, issuedBefore: Int = 0,
        _ terms: Terms, in scope: Scope
    ) throws -> Batch {
        let datedOn = try checked(terms.datedOn ?? scope.today, in: scope)
        scope.saw(orders.flatMap { [$0.recipient] + $0.children })
        let addressing = try Addressing(
            recipients: orders.map(\.recipient), children: orders.flatMap(\.children),
            directory: terms.directory, in: scope)
        let writing = LetterWriting(
            letters: terms.letters, forms: terms.forms, addressing: addressing, datedOn: datedOn)
        let year = FiscalYear(of: datedOn)
        var serial = try LetterRegister.lastSerial(year, from: scope.db)
        var series =
            try source.series(in: scope)
            ?? EnvelopeSeries("L", last: LetterRegister.count(from: scope.db))
        // The year of an envelope is that of its printing, whatever the letter is dated.
        let printed = FiscalYear(of: scope.today)
        var rows: [LetterIssueRow] = []
        var leftOut: [LetterLeftOut] = []
        for order in orders {
            guard let envelope = EnvelopeID(series.next(in: printed)) else {
                preconditionFailure("封筒番号")
            }
            switch writing.ready(order, envelope: envelope, .next(serial + 1)) {
            case .failure(let out):
                leftOut.append(
                    LetterLeftOut(
                        reference: order.reference, recipient: order.recipient,
                        reason: out.reason))
            case .success(let letter):
                let isNumbered = !letter.documentNumber.isEmpty
                if isNumbered { serial += 1 }
                series.last += 1
                rows.append(
                    LetterIssueRow(
                        letter: letter, paper: source.paper, serial: isNumbered ? serial : nil,
                        wording: terms.letters.digest))
            }
        }
        try addressing.record(in: scope)
        try scope.append(rows)
        try source.written(rows.map(\.letter), in: scope)
        let expected = orders.count + issuedBefore
        let id = try record(
            source, datedOn, expected: orders.count, produced: rows.count, leftOut, in: scope)
        scope.counted(rows.count)
        return Batch(
            id: id, title: source.title, expected: expected, letters: rows.map(\.letter),
            issuedBefore: issuedBefore, leftOut: leftOut)
    }

    private static func record(
        _ source: any LetterSource, _ day: CivilDate, expected: Int, produced: Int,
        _ leftOut: [LetterLeftOut], in scope: Scope
    ) throws -> Int64? {
        guard expected > 0 else { return nil }
        let ids = try scope.append([
            LetterBatchRow(
                title: source.title, paper: source.paper, datedOn: day, expected: expected,
                produced: produced,
                officer: scope.principal.officer)
        ])
        guard let id = ids.first else { return nil }
        try scope.append(
            leftOut.map {
                LetterLeftOutRow(
                    batch: id, reference: $0.reference, recipient: $0.recipient,
                    reason: $0.reason)
            })
        return id
    }

    /// The day of a letter is today or soon: what is printed now is posted then.
    ///
    /// - Throws: `LetterDeskRefusal.wrongDate`.
    @discardableResult
    public static func checked(_ day: CivilDate, in scope: Scope) throws -> CivilDate {
        guard day >= scope.today, day <= scope.today.adding(days: farthest) else {
            throw LetterDeskRefusal.wrongDate
        }
        return day
    }

    /// Days that a letter may be dated ahead: an annual batch is printed a few weeks before.
    private static let farthest = 92
}

/// 通知の下見: letters as they would be printed; nothing is written and no number is taken.
public enum PreviewLetters {
    public static let operation = OperationCode.previewLetter

    /// - Returns: the letters, and how many are left out.
    public static func perform(
        _ source: any LetterSource, _ references: [Int64], _ terms: IssueLetters.Terms,
        in scope: Scope
    ) throws -> (letters: [ReadyLetter], leftOut: [LetterLeftOut]) {
        let datedOn = try IssueLetters.checked(terms.datedOn ?? scope.today, in: scope)
        let orders = try source.orders(references, in: scope)
        scope.saw(orders.flatMap { [$0.recipient] + $0.children })
        let addressing = try Addressing(
            recipients: orders.map(\.recipient), children: orders.flatMap(\.children),
            directory: terms.directory, in: scope)
        let writing = LetterWriting(
            letters: terms.letters, forms: terms.forms, addressing: addressing, datedOn: datedOn)
        var letters: [ReadyLetter] = []
        var leftOut: [LetterLeftOut] = []
        for (place, order) in orders.enumerated() {
            guard let envelope = EnvelopeID("PREVIEW-\(place + 1)") else { continue }
            switch writing.ready(order, envelope: envelope, .preview) {
            case .success(let letter): letters.append(letter)
            case .failure(let out):
                leftOut.append(
                    LetterLeftOut(
                        reference: order.reference, recipient: order.recipient,
                        reason: out.reason))
            }
        }
        return (letters, leftOut)
    }
}
