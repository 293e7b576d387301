// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Formats
public import Safeguards
import Vocabulary

/// レセプトの取込: claim files (UKE) of a month, each all or nothing.
///
/// Good claims are computed and kept with their steps; the others go to the error list with line,
/// field, code and 申立理由. A file that is damaged leaves nothing; the same file twice changes
/// nothing.
public enum ImportClaims {
    public static let operation = OperationCode.importClaims

    /// So many claims are examined together: what memory holds at once.
    private static let claimsAtOnce = 20_000
    /// From so many claims on the entitlements of the whole town are read at once; for fewer only
    /// those that are asked for.
    private static let wholeTownFrom = 8_000

    /// Takes files in; the reports are in the order of the files.
    ///
    /// - Parameters:
    ///   - reader: with the layouts of the editions.
    ///   - index: entitlements as they are now; `nil` loads what is asked for.
    ///   - told: hears how many claims were dealt with, whenever some more are.
    /// - Throws: `BenefitsRefusal.schemeUnset` where the book has no funder number; `Fault`.
    public static func perform(
        _ files: [ClaimFileInput], law: BenefitLaw, reader: ClaimFileReader,
        index: EntitlementIndex? = nil, told: (Int) -> Void = { _ in }, in scope: Scope
    ) throws -> [ClaimFileReport] {
        // A book without our own number could only fill the error list.
        _ = try law.funder(scope.today.yearMonth)
        let ahead = FilesAhead(files, reader)
        defer { ahead.stop() }
        var batch = ClaimBatch(law: law)
        var town = index
        var reports = [ClaimFileReport?](repeating: nil, count: files.count)
        var done = 0
        func close() throws {
            let count = batch.count
            guard !batch.files.isEmpty else { return }
            if town == nil, count >= wholeTownFrom {
                town = try EntitlementIndex.load(from: scope.db)
            }
            batch.match(
                try town ?? EntitlementIndex.load(numbers: batch.numbers, from: scope.db))
            for (place, report) in try scope.settle(&batch) { reports[place] = report }
            done += count
            told(done)
        }
        var seen: [String: Int] = [:]
        for (place, file) in files.enumerated() {
            do {
                let loaded = ahead.next()
                let digest = loaded.digest
                if seen[digest] != nil { try close() }
                if let known = try ClaimFileBook.file(digest: digest, from: scope.db) {
                    reports[place] = ClaimFileReport(
                        name: file.name, outcome: .alreadyImported(known.id))
                    continue
                }
                let content = try loaded.content.get()
                if let damage = content.damage {
                    throw BenefitsRefusal.fileDamaged(line: damage.line, damage.message)
                }
                seen[digest] = place
                batch.add(content, from: file, digest: digest, place: place)
            } catch let refusal as any Refusal {
                reports[place] = ClaimFileReport(name: file.name, outcome: .refused(refusal))
            }
            if batch.count >= claimsAtOnce { try close() }
        }
        try close()
        let all = reports.compactMap(\.self)
        scope.counted(all.reduce(0) { $0 + $1.claims })
        return all
    }

    /// Takes one file in.
    ///
    /// - Throws: `FormatRefusal` or `BenefitsRefusal` where the file is refused whole.
    public static func perform(
        _ file: ClaimFileInput, law: BenefitLaw, reader: ClaimFileReader,
        index: EntitlementIndex? = nil, in scope: Scope
    ) throws -> ClaimFileReport {
        let report = try perform([file], law: law, reader: reader, index: index, in: scope)[0]
        if case .refused(let refusal) = report.outcome { throw refusal }
        return report
    }
}
