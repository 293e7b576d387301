// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Town
import Vocabulary

extension OfficeYear {
    /// The first open day of a month, in the morning: register, applications, peers.
    ///
    /// The register comes first, so that a newborn is found when its application is opened; the
    /// peers' files come after the applications, for they may be kept of applicants only.
    func takeIn(_ month: MonthPlan) throws {
        clock.stand(on: month.intake, hour: 9)
        if settings.story.years > 1, month.month.month == 4 { try openBudget(month.month) }
        try timer.measure("住民異動") { try receiveResidents() }
        try timer.measure("申請の受付") { try receiveApplications() }
        if settings.story.years > 1 {
            try timer.measure("保険者番号の承継") { try carryOverInsurers(in: month.month) }
        }
        try timer.measure("保険・生活保護") {
            // What new applicants were before the news: an end needs the beginning it ends.
            _ = try office.casework.perform(
                AskPeers.operation, by: .machine("peer-link"), for: .registration
            ) { try AskPeers.perform(peers, layouts: office.layouts, in: $0) }
            try receivePeers()
        }
        try staff.goHome()
    }

    private func receiveApplications() throws {
        for file in try mailbox.take("applications", until: clock.now()) {
            let report = try office.casework.perform(
                ImportApplications.operation, by: try staff.principal(.counter),
                for: .registration
            ) { scope in
                try ImportApplications.perform(
                    file, layouts: office.layouts, directory: office.directory,
                    terms: office.intake, banks: office.banks, in: scope)
            }
            complain(report.file.errors, about: file.name)
        }
    }
}
