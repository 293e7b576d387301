// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

extension IntakeForm {
    /// 申請者: who, why, when, and how the identity was checked.
    func applicant(_ reading: inout FormReading) -> ApplicantAnswers? {
        let typed = reading.typed
        let number = applicantNumber(&reading, orElse: "申請者を選んでください。")
        let reason: ApplicationReason? = reading.code("reason", orElse: "申請の理由を選んでください。")
        let channel: ApplicationChannel? = reading.code("channel", orElse: "受付の方法を選んでください。")
        let applied = reading.date("applied", "申請日", whose: .child)
        // It may lie ahead, where six digits without an era would be read as 平成.
        let cause =
            Self.isEnlargement(typed)
            ? reading.date("cause", "制度の拡大の施行日")
            : reading.optionalDate("cause", "事由の発生日", whose: .child)
        // What came by no counter was received at none.
        let place =
            channel?.hasPlace ?? true
            ? (typed.has("place") ? place(&reading) : ownPlace) : nil
        if let applied, applied > today {
            reading.wrong("applied", "申請日が今日より後です。日付を確かめてください。")
        }
        if channel == .exOfficio {
            let ground = reading.text("ground", orElse: "職権で受け付ける理由と根拠を入力してください。")
            guard let number, let reason, let applied else { return nil }
            return ApplicantAnswers(
                person: number, reason: reason, channel: .exOfficio, applied: applied,
                cause: cause, identity: nil, ground: ground, place: place)
        }
        if channel == .counter {
            reading.tick("interviewed", .interviewed)
        }
        reading.tick("explained", .purposeExplained)
        let agent = typed["agent"]
        if agent.isEmpty != typed["agent-document"].isEmpty {
            reading.wrong(
                agent.isEmpty ? "agent" : "agent-document", "代理人は、氏名と代理権の書類の両方を入力してください。")
        }
        guard let number, let reason, let channel, let applied else { return nil }
        let codes = IdentityFields.seen(typed).codes(
            by: rules, hasAgent: !agent.isEmpty)
        return ApplicantAnswers(
            person: number, reason: reason, channel: channel, applied: applied, cause: cause,
            identity: IdentityEvidence(
                numberCheck: codes.number, method: codes.identity,
                documents: typed["documents"], isInterviewed: typed.isTicked("interviewed"),
                agentName: agent.isEmpty ? nil : agent,
                agentDocument: agent.isEmpty ? nil : typed["agent-document"],
                explanationVersion: explanation?.code ?? "",
                isExplained: typed.isTicked("explained")), ground: nil, place: place)
    }

    /// Whether the day of the cause is that on which a wider scheme is in force.
    static func isEnlargement(_ typed: Typed) -> Bool {
        typed["reason"] == ApplicationReason.schemeExtended.rawValue
    }

    /// Who applies: whoever is named by number, else who was chosen.
    func applicantNumber(
        _ reading: inout FormReading, orElse message: String
    ) -> AddresseeNumber? {
        let typed = reading.typed
        guard !typed[OtherApplicant.field].isEmpty else {
            let number = AddresseeNumber(typed["applicant"])
            if !household.offers(number) { reading.wrong("applicant", message) }
            return number
        }
        guard let number = OtherApplicant.named(typed) else {
            reading.wrong(OtherApplicant.field, "宛名番号は15桁までの数字です。番号を確かめてください。")
            return nil
        }
        if let refusal = OtherApplicant.refusal(household.person(number), on: today) {
            reading.wrong(OtherApplicant.field, refusal)
        }
        return number
    }

    /// The same, as far as it can be read.
    func applicant(_ typed: Typed) -> ResidentSnapshot? {
        household.person(
            typed[OtherApplicant.field].isEmpty
                ? AddresseeNumber(typed["applicant"]) : OtherApplicant.named(typed))
    }

    /// The applicant in words: the name alone of one of the household.
    func applicantWords(_ typed: Typed, for reader: Principal) -> String? {
        applicant(typed).map { person in
            household.members.contains { $0.number == person.number }
                ? reader.sees(person.alias ?? person.name, of: .name)
                : OtherApplicant.words(
                    person, in: household.householdNumber, on: today, for: reader)
        }
    }

    /// 児童: at least one, and never the applicant.
    func children(_ reading: inout FormReading) -> [ResidentSnapshot] {
        let children = chosen(reading.typed)
        if children.isEmpty { reading.wrong("child", "対象の児童を選んでください。") }
        let applicant = applicant(reading.typed)?.number
        if children.contains(where: { $0.number == applicant }) {
            reading.wrong("child", EntitlementRefusal.applicantIsChild.message)
        }
        return children
    }

    /// 保険 of one child; `nil` where the evidence comes later or the record is as shown.
    func insurance(_ child: ResidentSnapshot, _ reading: inout FormReading) -> InsuranceInput? {
        let field = "evidence-\(child.number)"
        let seen = reading.typed[field]
        guard seen != "later" else { return nil }
        guard !seen.isEmpty else {
            reading.wrong(field, "\(child.name)：見た保険の確認書類か「後日」を選んでください。")
            return nil
        }
        do throws(CaseRefusal) {
            try rules.check(seen, in: .insurance, on: today)
        } catch {
            reading.refused(error, field: field)
            return nil
        }
        var insurance = insured(child, &reading)
        insurance?.evidence = InsuranceEvidence(rawValue: seen)
        return insurance
    }

    /// What the evidence says; `nil` where the record stays as it is.
    func insured(_ child: ResidentSnapshot, _ reading: inout FormReading) -> InsuranceInput? {
        let id = child.number.description
        let typed = reading.typed
        let known = household.insurances[child.number]?.last { $0.period.contains(today) }
        if typed["insurer-\(id)"].isEmpty, known != nil { return nil }
        let finding = CodeFinding.inspect(.insurer, typed["insurer-\(id)"])
        guard finding.valid, let insurer = InsurerNumber(Self.digits(typed["insurer-\(id)"]))
        else {
            reading.wrong(
                "insurer-\(id)", "\(child.name)：\(finding.reason ?? "保険者番号を確かめてください。")")
            return nil
        }
        let name = typed["insurer-name-\(id)"]
        if name.isEmpty { reading.wrong("insurer-name-\(id)", "\(child.name)：保険者の名称を入力してください。") }
        guard let acquired = reading.date("acquired-\(id)", "\(child.name)：資格取得日", whose: .child)
        else {
            return nil
        }
        func text(_ name: String) -> String? {
            let value = typed["\(name)-\(id)"]
            return value.isEmpty ? nil : value
        }
        return InsuranceInput(
            child: child.number, insurer: insurer, insurerName: name, acquiredOn: acquired,
            insuredName: text("insured"), symbol: text("symbol"), number: text("number"),
            subNumber: text("sub"), source: .application)
    }

    /// 口座; `nil` where it comes later or the registered one is used.
    func account(_ reading: inout FormReading) -> AccountInput? { Self.account(&reading) }

    /// The same for any form with the fields of an account.
    static func account(_ reading: inout FormReading) -> AccountInput? {
        let typed = reading.typed
        let input: AccountInput
        switch typed["account"] {
        case "later", "registered": return nil
        case "post":
            let post = PostAccount.read(symbol: typed["post-symbol"], number: typed["post-number"])
            guard let branch = post.branch, let type = post.type, let number = post.account else {
                reading.wrong("post-symbol", post.reason ?? "記号と番号を確かめてください。")
                return nil
            }
            input = AccountInput(
                bank: PostAccount.bank, branch: branch, type: type, number: number,
                holderKana: typed["holder"])
        case "bank":
            let type = BankAccountType(rawValue: typed["account-type"]) ?? .ordinary
            input = AccountInput(
                bank: Self.digits(typed["bank"]), branch: Self.digits(typed["branch"]), type: type,
                number: Self.digits(typed["account-number"]), holderKana: typed["holder"])
        default:
            reading.wrong("account", "口座の受取り方を選んでください。")
            return nil
        }
        do {
            _ = try CheckedAccount(input)
        } catch {
            if case .unusablePayee = error {
                reading.wrong("holder", error.message)
            } else {
                reading.wrong("bank", error.message)
            }
        }
        return input
    }

    /// Digits of any width, without hyphens and spaces; anything else as it is, to be refused.
    static func digits(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
                    switch scalar.value {
                    case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFF10 + 0x30)
                    case 0x20, 0x3000, 0x2D, 0xFF0D, 0x2010...0x2015, 0x2212: nil
                    default: scalar
                    }
                }))
    }
}
