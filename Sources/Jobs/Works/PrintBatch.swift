// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Vocabulary

/// Draws the papers of a part of a batch and writes their line of the print log: the desk has the
/// press, the sender and the ceilings.
public protocol BatchPress: Sendable {
    /// - Returns: the PDF.
    func draw(
        _ letters: [ReadyLetter], _ title: String, expected: Int, byPostcode: Bool,
        in scope: Scope
    ) throws -> [UInt8]
    /// - Returns: the PDF.
    func draw(_ certificates: [CertificateSheet], expected: Int, in scope: Scope) throws -> [UInt8]
}

/// 一括の印刷: what an order of the two works says, whoever starts it.
public struct PrintBatch: Hashable, Sendable {
    /// Names the list and the files of the batch.
    public let token: String
    /// How many papers are on the list.
    public let count: Int
    /// Of letters the kind of screen 1410; of certificates `waiting` or `renewals`.
    public let kind: String
    public let purpose: Purpose
    /// 施行日; `nil` is the day of the printing.
    public let datedOn: CivilDate?
    public let byPostcode: Bool
    /// Whether the job itself puts the list into the order of the post, step by step, before it prints;
    /// else the list is in its order already.
    public let isArrangedLater: Bool

    public init(
        token: String, count: Int, kind: String, purpose: Purpose, datedOn: CivilDate? = nil,
        byPostcode: Bool = true, isArrangedLater: Bool = false
    ) {
        self.token = token
        self.count = count
        self.kind = kind
        self.purpose = purpose
        self.datedOn = datedOn
        self.byPostcode = byPostcode
        self.isArrangedLater = isArrangedLater
    }

    /// `nil` for an order of the calendar, that has no list.
    public init?(_ order: JobOrder) {
        guard Self.jobs.contains(order.job), let token = order.values["token"],
            let count = order.values["count"].flatMap({ Int($0) }),
            let kind = order.values["kind"],
            let purpose = order.values["purpose"].flatMap(Purpose.init(rawValue:))
        else { return nil }
        self.init(
            token: token, count: count, kind: kind, purpose: purpose,
            datedOn: order.values["dated"].flatMap { CivilDate(iso: $0) },
            byPostcode: order.values["order"] != "decided",
            isArrangedLater: order.values["arrange"] == "steps")
    }

    /// The jobs that print.
    public static let jobs = [PrintLettersWork.job, PrintCertificatesWork.job]

    /// - Parameter occasion: the day of the calendar, as ISO.
    public func order(_ job: String, on occasion: String) -> JobOrder {
        var values = [
            "token": token, "count": String(count), "kind": kind, "purpose": purpose.rawValue,
            "order": byPostcode ? "postcode" : "decided",
        ]
        if isArrangedLater { values["arrange"] = "steps" }
        if let datedOn { values["dated"] = "\(datedOn)" }
        return JobOrder(job: job, occasion: occasion, values: values)
    }

    /// Every paper is a place in the list: the order of the batch is that of its steps. What puts the
    /// list into its order is no paper, and is not counted as one.
    var plan: JobPlan {
        let papers = JobPlan.Phase("発行・印刷", count > 0 ? Array(1...Int64(count)) : [])
        guard isArrangedLater, count > 0 else { return JobPlan([papers]) }
        let parts = (1...Int64(parts)).map { JobPlan.Phase.Item(key: $0, weight: 0) }
        return JobPlan([JobPlan.Phase("郵便番号の順に並べる", items: parts, atOnce: 1), papers])
    }

    private var parts: Int { (count + Self.arranged - 1) / Self.arranged }

    /// Whether a phase of the plan puts the list into its order.
    func arranges(_ phase: Int) -> Bool { isArrangedLater && phase == 0 }

    /// Puts a part of the list into the order of the post; the last part makes the list of them all.
    /// Once it is made it stays: another run of the same batch prints by the same places.
    func arrange(
        _ key: Int64, in folder: PrintFolder, _ places: ([BatchLine]) throws -> [BatchPlace]
    ) throws -> JobOutcome {
        guard !folder.isArranged(token) else { return JobOutcome(JobTotals()) }
        let all = try folder.lines(of: token)
        let first = min(all.count, Int(key - 1) * Self.arranged)
        let found = try places(Array(all[first..<min(all.count, first + Self.arranged)]))
        return JobOutcome(
            JobTotals(),
            beforehand: { _, _ in
                try folder.put(found, of: token, part: Int(key))
                if Int(key) == parts { try folder.arrange(token, parts: parts) }
            })
    }

    /// The papers of a step, each with its place.
    func lines(
        _ keys: [Int64], in folder: PrintFolder
    ) throws -> [(key: Int64, line: BatchLine)] {
        let all = try folder.lines(of: token)
        return try keys.map { key in
            guard all.indices.contains(Int(key) - 1) else {
                throw Fault(.disk, detail: "the list of a batch is shorter than its job")
            }
            return (key, all[Int(key) - 1])
        }
    }

    /// How many are put into their order in one step.
    static let arranged = 1_000
    /// How many are printed in one transaction: what is lost at most when the power goes.
    public static let part = 300
    /// Days that files stay here after the last step.
    public static let keptDays = 30
}

/// Files of batches that nobody will print any more are removed, with their keys.
public enum TidyPrintFolder {
    public static let operation = OperationCode.startJob

    /// - Parameter here: what lay there before anybody began to add to it.
    /// - Returns: how many were removed.
    @discardableResult
    public static func perform(
        _ folder: PrintFolder, among here: [String], in scope: Scope
    ) throws -> Int {
        guard !here.isEmpty else { return 0 }
        let since = scope.now.adding(seconds: -Int64(PrintBatch.keptDays) * 86_400)
        let needed = Set(
            try JobBook.standing(PrintBatch.jobs, since: since, from: scope.db)
                .compactMap { PrintBatch($0.order)?.token })
        let old = here.filter { name in
            !needed.contains(String(name.prefix { $0 != "-" }))
        }
        try folder.remove(old)
        return old.count
    }
}
