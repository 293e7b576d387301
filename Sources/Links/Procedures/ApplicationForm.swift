// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Scheme
import Vocabulary

/// One row of the application file as the form it stands for.
///
/// (Part of `OperationCode.importApplications`.)
struct ApplicationForm {
    let line: Int
    let input: ApplicationInput
    /// What the form says that leaves the child out, e.g. a placement in a foster family.
    let exclusion: ExclusionInput?

    /// `nil` where a code of the row has no meaning here; the layout refuses such rows before.
    init?(_ row: FeedRow) {
        guard let kind = ApplicationKind(rawValue: row.text("kind")),
            let reason = ApplicationReason(rawValue: row.text("reason")),
            let channel = ApplicationChannel(wording: row.text("channel")),
            let applied = row.date("applied"), let applicant = row.addressee("applicant"),
            let child = row.addressee("child")
        else { return nil }
        line = row.line
        input = ApplicationInput(
            receipt: row.text("receipt"), kind: kind, reason: reason, channel: channel,
            appliedOn: applied, causeOn: row.date("event-date"), applicant: applicant,
            child: child, identity: ApplicationForm.identity(row, channel),
            hasInsuranceEvidence: row.flag("insurance-evidence") ?? false,
            insurance: InsuranceInput(row, of: child, source: .application),
            account: ApplicationForm.account(row), isMarried: row.flag("married") ?? false,
            consents: row.flag("consent") ?? false,
            preferredSerial: row.optionalText("recipient-serial").flatMap { Int($0) })
        let isPlaced = kind == .registration && row.flag("placement") ?? false
        exclusion =
            isPlaced
            ? ExclusionInput(
                child: child, kind: .facilityPlacement, beganOn: applied, source: "申請書") : nil
    }

    private static func identity(
        _ row: FeedRow, _ channel: ApplicationChannel
    ) -> IdentityEvidence {
        let code = row.text("identity-check")
        let explained = row.text("explained")
        return IdentityEvidence(
            numberCheck: code, method: code, documents: row.text("identity-documents"),
            isInterviewed: channel == .counter, explanationVersion: explained,
            isExplained: !explained.isEmpty)
    }

    private static func account(_ row: FeedRow) -> AccountInput? {
        guard let bank = row.optionalText("bank"),
            let type = row.optionalText("account-type").flatMap({ BankAccountType(rawValue: $0) })
        else { return nil }
        return AccountInput(
            bank: bank, branch: row.text("branch"), type: type, number: row.text("account"),
            holderKana: row.text("holder-kana"))
    }
}
