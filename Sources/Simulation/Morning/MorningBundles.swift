// SPDX-License-Identifier: Apache-2.0
import Foundation
import Links
import Office
import Safeguards
import Vocabulary

/// The scanner of the fictional office: finds nothing, and says that it is none.
struct RehearsalScanner: AttachmentScanner {
    private static let name = "検証用(検査しません)"

    func scan(_ bytes: [UInt8]) -> ScanVerdict { .clean(scanner: Self.name) }
    func scan(file path: String) -> ScanVerdict { .clean(scanner: Self.name) }
    /// The desk of the demo says on every page that nothing is scanned.
    func state() -> ScannerState { .notConfigured }
}

extension MorningAfter {
    /// What the form service has left over night is taken in; each is what the town's truth says.
    /// The folder between the two is the service's: what was refused lies there as it came.
    ///
    /// - Returns: where the two part.
    func electronicApplications() throws -> [Difference] {
        let files = FileManager.default
        let exchange = year.settings.exchange
        let inbox = try FolderInbox(folder: exchange.path)
        let sent = year.settings.folder.appendingPathComponent("in/next/bundles")
        for name in try files.contentsOfDirectory(atPath: sent.path).sorted() {
            try files.copyItem(
                at: sent.appendingPathComponent(name),
                to: exchange.appendingPathComponent("incoming/\(name)"))
        }
        let report = try office.pollElectronicApplications(inbox)
        return try compare(report)
    }

    private func compare(_ report: PollReport) throws -> [Difference] {
        var comparing = Comparing("bundles")
        let truth = try TruthFiles(town: year.settings.folder)
        let taken = try office.casework.perform(
            ListElectronicApplications.operation, by: try year.staff.principal(.counter),
            for: .registration
        ) {
            try ListElectronicApplications.perform(Set(ElectronicStatus.allCases), in: $0)
                .applications
        }
        let byReceipt = Dictionary(grouping: taken, by: \.receipt)
        let refused = Dictionary(grouping: report.refused, by: \.name)
        for line in try truth.lines("bundles", as: TruthFiles.Bundle.self) {
            if line.outcome == "refused" {
                comparing.expect(
                    line.file, "断った理由", line.code, refused[line.file]?.first?.code)
                continue
            }
            let found = byReceipt[line.receipt]?.first
            comparing.expect(line.file, "受取り", true, found != nil)
            let isCertain = line.outcome == "matched"
            comparing.expect(
                line.file, "申請者", isCertain ? line.applicant : "-",
                found?.applicant?.description ?? "-")
            comparing.expect(line.file, "対象児童", line.child, found?.child?.description ?? "-")
        }
        let lines = try truth.lines("bundles", as: TruthFiles.Bundle.self)
        comparing.expect(
            "合計", "受け取った束", lines.count { $0.outcome != "refused" }, report.taken.count)
        return comparing.differences
    }
}
