// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Vocabulary

/// 再交付 on one page: why, who came, how it was checked; the application is recorded and the certificate
/// printed together.
enum ReissueForm {
    static let reasons: [ApplicationReason] = [
        .certificateLost, .certificateDamaged, .certificateNotDelivered,
    ]
    /// No number is asked for: nothing that a new certificate needs.
    private static let numberNotAsked = "99"

    static func fields(_ visit: Visit) -> [FormField] {
        let office = visit.installation
        var typed = visit.form
        if typed["channel"].isEmpty {
            typed.set("channel", ApplicationChannel.counter.rawValue)
        }
        return [
            .select(
                "reason", "再交付の理由", typed,
                [("", "選んでください")] + reasons.map { ($0.rawValue, $0.wording) },
                isRequired: true),
            .radio(
                "channel", "受付の方法", typed,
                [ApplicationChannel.counter, .post, .exOfficio].map {
                    .init(
                        value: $0.rawValue, label: $0.wording,
                        detail: $0 == .exOfficio ? "戻った証の出し直しなど。下に根拠を書きます" : nil)
                }),
            .select(
                "identity", "身元確認", typed,
                [("", "選んでください")] + office.choices("identity-check"),
                hint: "受給者か代理人の書類。個人番号は求めません"),
            .checks(
                "confirmed", "確認", typed,
                [.init(value: "yes", label: "申請の内容を聞き取り、利用目的を説明した")]
            ).over(.reissueHeard),
        ]
    }

    /// What few need, behind a line.
    static func more(_ visit: Visit) -> [FormField] {
        let rules = visit.installation.caseRules
        return [
            .text("agent", "代理人の氏名", visit.form),
            .select(
                "agency", "代理権の書類", visit.form,
                [("", "代理ではない")]
                    + rules.documents(.agency, on: visit.today).map {
                        ($0.code, IdentityFields.label($0))
                    }),
            .text("ground", "職権の根拠（戻った日など）", visit.form, size: "long"),
        ]
    }

    /// Reads everything at once; `nil` while something is wrong.
    static func read(
        _ decision: Int64, _ reading: inout FormReading, _ visit: Visit
    ) -> RequestReissue.Input? {
        let typed = reading.typed
        let reason: ApplicationReason? = reading.code("reason", orElse: "再交付の理由を選んでください。")
        let channel: ApplicationChannel? = reading.code("channel", orElse: "受付の方法を選んでください。")
        if channel == .exOfficio {
            let ground = reading.text("ground", orElse: "職権で再交付する根拠を入力してください。")
            guard let reason, reading.isRight else { return nil }
            return RequestReissue.Input(
                decision: decision, reason: reason, channel: .exOfficio, identity: nil,
                ground: ground)
        }
        let method = reading.text("identity", orElse: "身元確認の書類を選んでください。")
        reading.tick("confirmed", .reissueHeard)
        let (agent, agency) = (typed["agent"], typed["agency"])
        if agent.isEmpty != agency.isEmpty {
            reading.wrong(
                agent.isEmpty ? "agent" : "agency", "代理人は、氏名と代理権の書類の両方を入力してください。")
        }
        guard let reason, let channel, reading.isRight else { return nil }
        let rules = visit.installation.caseRules
        return RequestReissue.Input(
            decision: decision, reason: reason, channel: channel,
            identity: IdentityEvidence(
                numberCheck: numberNotAsked, method: method, documents: "再交付（個人番号は求めない）",
                isInterviewed: channel == .counter,
                agentName: agent.isEmpty ? nil : agent,
                agentDocument: agent.isEmpty ? nil : rules.wording(agency, in: .agency),
                explanationVersion: IntakeForm.explanation(rules, on: visit.today)?.code ?? "",
                isExplained: true))
    }
}
