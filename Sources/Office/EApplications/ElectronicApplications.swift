// SPDX-License-Identifier: Apache-2.0
import Addressee
import Benefits
public import Links
import Safeguards

extension Installation {
    /// Who applicants are, as System 2 says it.
    public var applicants: any ApplicantMatch {
        ApplicantsOfSystem2(
            window: peers,
            directory: DirectoryOfSystem2(
                gate: addressee, welfare: peers.register.peer(.welfare)))
    }

    /// Where reimbursement forms go.
    public var reimbursementWindow: any ReimbursementWindow {
        ReimbursementsOfBenefits(law: benefitLaw)
    }

    /// One round of taking electronic applications in.
    ///
    /// - Throws: `ElectronicRefusal.pollRunning`, `Fault`.
    public func pollElectronicApplications(_ inbox: any BundleInbox) throws -> PollReport {
        try PollElectronicApplications(
            gate: casework, principal: .machine("e-applications"), inbox: inbox,
            layouts: layouts, match: applicants, store: attachments,
            scanner: uploads.forAttachments,
            reimbursements: reimbursementWindow
        ).perform()
    }
}
