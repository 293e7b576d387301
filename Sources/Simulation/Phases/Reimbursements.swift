// SPDX-License-Identifier: Apache-2.0
import Benefits
import Formats
import Links
import Office
import Press
import Safeguards
import Town
import Vocabulary

extension OfficeYear {
    private var benefitLaw: BenefitLaw { office.benefitLaw }

    /// The month's forms and insurers' letters are keyed, examined and proposed by one officer and
    /// approved by another on the last evening: the run of the next month takes up what is decided.
    func decideReimbursements(_ month: YearMonth) throws {
        let files = try mailbox.take("reimbursements", until: clock.now())
        // What was taken back is examined anew, also in a month without a form.
        guard !files.isEmpty || settings.story.years > 1 else { return }
        let payment = try staff.principal(.payment)
        for file in files { try keyIn(file, by: payment) }
        _ = try decideDuplicates(.exact)
        var proposals = try propose(by: payment)
        // What the rules have held for a doubt is examined again after an officer's word.
        if try decideDuplicates(.likely) > 0 { proposals += try propose(by: payment) }
        guard !proposals.isEmpty else { return }
        clock.pass(minutes: 30)
        _ = try office.casework.perform(
            ApproveReimbursements.operation, by: try staff.principal(.head), for: .benefit
        ) { try ApproveReimbursements.perform(.these(proposals), rules: .oneHead, in: $0) }
        try writeRefusals(of: proposals, by: payment)
    }

    private func propose(by payment: Principal) throws -> [Int64] {
        try office.casework.perform(
            ProposeReimbursements.operation, by: payment, for: .benefit
        ) { try ProposeReimbursements.perform(law: benefitLaw, in: $0) }.proposals
    }

    private func keyIn(_ file: LinkFile, by payment: Principal) throws {
        let taken = try office.casework.perform(
            ImportReimbursements.operation, by: payment, for: .benefit
        ) { scope in
            try ImportReimbursements.perform(
                file.source, layout: try office.layouts.feed("reimbursements"), law: benefitLaw,
                in: scope)
        }
        complain(taken.report.errors + taken.refused, about: file.name)
    }

    private func writeRefusals(of proposals: [Int64], by payment: Principal) throws {
        let batch = try office.casework.perform(
            IssueRefusals.operation, by: payment, for: .benefit
        ) {
            try IssueRefusals.perform(
                proposals, law: benefitLaw, directory: office.directory, in: $0)
        }
        let day = clock.today()
        printer.add(
            "\(day.compact)_不支給決定通知書", title: "不支給決定通知書", on: day,
            batch.notices.map {
                .letter($0.letter(sender: LetterHead.sender, desk: LetterHead.desk))
            })
    }
}
