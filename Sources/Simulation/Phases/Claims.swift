// SPDX-License-Identifier: Apache-2.0
import Benefits
import Formats
import Foundation
import Office
import Safeguards
import Town
import Vocabulary

extension OfficeYear {
    /// A month's claim files of both examining bodies, one operation for all of them.
    func takeClaims(_ month: MonthPlan) throws {
        clock.stand(on: month.claims, hour: 9)
        if settings.story.years > 1 {
            try timer.measure("督促・審査請求") {
                try remindOfPapers()
                try hearAppeals()
            }
        }
        var files = try mailbox.claims(billed: month.month).map {
            claimFile($0, name: "\(month.month.compact)/\($0.lastPathComponent)")
        }
        guard !files.isEmpty else { return }
        // Damaged files come with the first month's; each must be refused whole.
        if !hasSeenClaims {
            files += try mailbox.broken().map {
                claimFile($0, name: "broken/\($0.lastPathComponent)")
            }
            hasSeenClaims = true
        }
        let reports = try timer.measure("レセプト") {
            try office.casework.perform(
                ImportClaims.operation, by: try staff.principal(.payment), for: .benefit
            ) { scope in
                try ImportClaims.perform(
                    files, law: office.benefitLaw,
                    reader: ClaimFileReader(office.layouts), in: scope)
            }
        }
        for report in reports {
            if case .refused = report.outcome { refusedFiles.append(report.name) }
        }
    }

    /// The first sign of the name says who sent it: 1 the payment fund, 2 the federation.
    private func claimFile(_ url: URL, name: String) -> ClaimFileInput {
        let sender: ClaimSource? =
            switch url.lastPathComponent.first {
            case "1": .paymentFund
            case "2": .federation
            default: nil
            }
        return ClaimFileInput(name: name, source: .file(url.path), sender: sender)
    }
}
