// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Formats
public import Safeguards
import Vocabulary

/// レセプトの取込 of files that were looked at, as a job: screen 1320 hands it over.
///
/// A file is taken in whole or not at all; a step is as many files as hold a few thousand claims.
public struct ImportClaimsWork: JobWork {
    public static let job = "claims-arrive"
    public let code = ImportClaimsWork.job
    public let operation = ImportClaims.operation
    public let purpose = Purpose.benefit
    public let needsTrial = false
    public let hasOwnScreen = true
    public let batch: Int
    private let law: BenefitLaw
    private let layouts: LayoutLibrary
    private let folder: ClaimFolder

    /// - Parameter batch: claims of a step.
    public init(
        law: BenefitLaw, layouts: LayoutLibrary, folder: ClaimFolder, batch: Int = 4_000
    ) {
        self.law = law
        self.layouts = layouts
        self.folder = folder
        self.batch = batch
    }

    /// The order for files that were written down.
    ///
    /// - Parameter occasion: the day or month of the calendar that it is for, as ISO.
    public static func order(_ files: ClosedRange<Int64>, on occasion: String) -> JobOrder {
        JobOrder(
            job: job, occasion: occasion,
            values: [
                "first": String(files.lowerBound), "last": String(files.upperBound),
            ])
    }

    /// The files of an order; `nil` for an order of the calendar, which has none.
    public static func files(of order: JobOrder) -> ClosedRange<Int64>? {
        guard let first = order.values["first"].flatMap({ Int64($0) }),
            let last = order.values["last"].flatMap({ Int64($0) }), first <= last
        else { return nil }
        return first...last
    }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        guard let files = Self.files(of: order) else { throw JobRefusal.unknownRun }
        let uploads = try ClaimUploadBook.uploads(files, from: scope.db)
        return JobPlan([
            JobPlan.Phase(
                "照合・計算・記録",
                // A file without claims is one step of work, too.
                items: uploads.map { .init(key: $0.id, weight: max(1, $0.claims)) })
        ])
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        try step(order, phase: phase, keys: keys, told: { _ in }, in: scope)
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], told: (Int) -> Void, in scope: Scope
    ) throws -> JobOutcome {
        guard let first = keys.first, let last = keys.last else { return JobOutcome(JobTotals()) }
        let asked = Set(keys)
        let uploads = try ClaimUploadBook.uploads(first...last, from: scope.db)
            .filter { asked.contains($0.id) }
        let known = try ClaimUploadBook.imported(uploads.map(\.digest), from: scope.db)
        // Who took it in before may have tidied the bytes away.
        let there = uploads.filter { folder.holds($0.digest) }
        var totals = JobTotals()
        var failures = uploads.filter { !folder.holds($0.digest) && !known.contains($0.digest) }
            .map { failure($0, BenefitsRefusal.uploadMissing) }
        totals.known += uploads.count { !folder.holds($0.digest) && known.contains($0.digest) }
        let reports = try ImportClaims.perform(
            there.map {
                ClaimFileInput(
                    name: $0.name, source: .file(folder.path($0.digest)), sender: $0.sender)
            }, law: law, reader: ClaimFileReader(layouts), told: told, in: scope)
        for (upload, report) in zip(there, reports) {
            switch report.outcome {
            case .imported:
                totals.persons += report.accepted
                totals.items += report.claims
                totals.amount = totals.amount + report.payable
            case .alreadyImported: totals.known += 1
            case .refused(let refusal): failures.append(failure(upload, refusal))
            }
        }
        let tidy = self.folder
        let digests = there.map(\.digest)
        return JobOutcome(
            totals, failures: failures.sorted { $0.key < $1.key },
            afterwards: { tidy.remove(digests) })
    }

    /// The whole billing month, this step in it, beside the month before: files come one by one, from two
    /// agencies. A month that is not yet whole is less than the one before and says nothing.
    public func compared(
        _ order: JobOrder, now: JobTotals, before: JobTotals?, in scope: Scope
    ) throws -> JobDifference {
        guard let files = Self.files(of: order) else {
            return JobDifference(now: now, before: before)
        }
        let months = Set(
            try ClaimUploadBook.uploads(files, from: scope.db).map(\.billingMonth))
        func totals(_ months: Set<YearMonth>) throws -> JobTotals {
            let sums = try ClaimFileBook.sums(billing: months, from: scope.db)
            return JobTotals(persons: sums.accepted, items: sums.claims, amount: sums.payable)
        }
        let (these, last) = (try totals(months), try totals(Set(months.map(\.previous))))
        // A last small file of a month that was consented to asks nobody again.
        let isPart = now.amount.amount * 10 < last.amount.amount
        let isMore = these.amount > last.amount && !isPart
        return JobDifference(now: isPart ? now : these, before: isMore ? last : nil)
    }

    private func failure(_ upload: ClaimUpload, _ refusal: any Refusal) -> JobFailure {
        JobFailure(
            key: upload.id, code: refusal.code, message: "\(upload.name)：\(refusal.message)",
            place: "/claims/imports")
    }
}

/// Files that no run waits for are removed: what a power cut left after their import.
public enum TidyClaimFolder {
    public static let operation = OperationCode.startJob

    /// - Parameter here: what lay there before anybody began to add to it.
    /// - Returns: how many were removed.
    @discardableResult
    public static func perform(
        _ folder: ClaimFolder, among here: [String], in scope: Scope
    ) throws -> Int {
        guard !here.isEmpty else { return 0 }
        var needed: Set<String> = []
        let yesterday = scope.now.adding(seconds: -86_400)
        for run in try JobBook.unfinished(
            ImportClaimsWork.job, triedSince: yesterday, from: scope.db)
        {
            guard let files = ImportClaimsWork.files(of: run.order) else { continue }
            for upload in try ClaimUploadBook.uploads(files, from: scope.db) {
                needed.insert(upload.digest)
            }
        }
        needed.subtract(try ClaimUploadBook.imported(here, from: scope.db))
        let old = here.filter { !needed.contains($0) }
        folder.remove(old)
        return old.count
    }
}
