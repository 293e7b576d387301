// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// A 変更届 as it was read: the form and what it changes.
enum ChangeAnswers: Sendable {
    case form(ApplicationInput)
    case recipient(ChangeGuardian.Input)
    case exclusion(ExclusionInput)
    case residence(ResidenceException)

    /// Reads everything at once; `nil` while something is wrong.
    static func read(
        _ kind: ChangeKind, of child: ResidentSnapshot, _ form: IntakeForm, _ rules: CaseRules,
        _ book: SchemeBook, _ reading: inout FormReading
    ) -> ChangeAnswers? {
        switch kind {
        case .exclusion: return exclusion(child.number, &reading).map { .exclusion($0) }
        case .residence:
            return residence(child.number, rules, book, &reading).map { .residence($0) }
        case .recipient, .insurance, .account, .name, .address: break
        }
        guard var input = input(kind, of: child, form, rules, &reading) else { return nil }
        input.place = input.channel.hasPlace ? form.ownPlace : nil
        switch kind {
        case .insurance:
            input.insurance = insurance(child, form, rules, &reading)
            input.hasInsuranceEvidence = input.insurance != nil
        case .account:
            input.account = form.account(&reading)
        case .recipient:
            guard let claim = claim(&reading) else { return nil }
            let children = reading.typed.all("child").compactMap { AddresseeNumber($0) }
            if children.isEmpty { reading.wrong("child", "変更する児童を選んでください。") }
            return reading.isRight
                ? .recipient(.init(form: input, children: children, claim: claim)) : nil
        case .name, .address, .exclusion, .residence: break
        }
        return reading.isRight ? .form(input) : nil
    }

    private static func input(
        _ kind: ChangeKind, of child: ResidentSnapshot, _ form: IntakeForm, _ rules: CaseRules,
        _ reading: inout FormReading
    ) -> ApplicationInput? {
        let typed = reading.typed
        guard typed["channel"] != ApplicationChannel.exOfficio.rawValue else {
            let number = form.applicantNumber(&reading, orElse: "届出人を選んでください。")
            let applied = reading.date("applied", "届出の日", whose: .child)
            let cause = reading.optionalDate("cause", "異動の日", whose: .child)
            guard let number, let applied else { return nil }
            return ApplicationInput(
                kind: .change, reason: kind.reason, channel: .exOfficio, appliedOn: applied,
                causeOn: cause, applicant: number, child: child.number, identity: nil,
                hasInsuranceEvidence: false)
        }
        // The text field of the intake stands for the document that was chosen from the list.
        var asked = typed
        asked.set("agent-document", rules.wording(typed["agency"], in: .agency))
        var inner = FormReading(asked, today: reading.today)
        let answers = form.applicant(&inner)
        for problem in inner.problems {
            let field = String(problem.href.dropFirst())
            reading.wrong(field == "agent-document" ? "agency" : field, problem.message)
        }
        IdentityFields.check(&reading, rules, isRequired: true)
        guard let answers else { return nil }
        return ApplicationInput(
            kind: .change, reason: kind.reason, channel: answers.channel,
            appliedOn: answers.applied, causeOn: answers.cause, applicant: answers.person,
            child: child.number, identity: answers.identity, hasInsuranceEvidence: false)
    }

    private static func insurance(
        _ child: ResidentSnapshot, _ form: IntakeForm, _ rules: CaseRules,
        _ reading: inout FormReading
    ) -> InsuranceInput? {
        let code = reading.typed["proof-\(child.number)"]
        if code.isEmpty {
            reading.wrong("proof-\(child.number)", "見た確認書類を選んでください。")
        } else {
            do throws(CaseRefusal) {
                try rules.check(code, in: .insurance, on: reading.today)
            } catch { reading.refused(error, field: "proof-\(child.number)") }
        }
        var insurance = form.insured(child, &reading)
        if insurance == nil, reading.isRight {
            reading.wrong("insurer-\(child.number)", "保険者番号を入力してください。")
        }
        insurance?.evidence = InsuranceEvidence(rawValue: code)
        return insurance
    }

    private static func claim(_ reading: inout FormReading) -> GuardianClaim? {
        let event: GuardianEvent? = reading.code("event", orElse: "何があったかを選んでください。")
        let basis = reading.text("basis", orElse: "新しい受給者の根拠を選んでください。")
        let day = reading.date("cause", "異動の日", whose: .child)
        guard let event, !basis.isEmpty, let day else { return nil }
        return GuardianClaim(event: event, basis: basis, on: day)
    }

    private static func exclusion(
        _ child: AddresseeNumber, _ reading: inout FormReading
    ) -> ExclusionInput? {
        let kind: ExclusionKind? = reading.code("exclusion", orElse: "事由を選んでください。")
        let began = reading.date("began", "始まりの日", whose: .child)
        let ended = reading.optionalDate("ended", "終わりの日", whose: .child)
        if let began, let ended, ended < began {
            reading.wrong("ended", "終わりの日が始まりより前です。")
        }
        let scheme = reading.typed["scheme"]
        if kind == .otherSchemeLeavesZero, scheme.isEmpty {
            reading.wrong("scheme", "他の制度の名前を入力してください。")
        }
        guard let kind, let began, reading.isRight else { return nil }
        return ExclusionInput(
            child: child, kind: kind, beganOn: began, endedOn: ended, source: "届出",
            scheme: kind == .otherSchemeLeavesZero ? scheme : nil)
    }

    private static func residence(
        _ child: AddresseeNumber, _ rules: CaseRules, _ book: SchemeBook,
        _ reading: inout FormReading
    ) -> ResidenceException? {
        let began = reading.date("began", "始まりの日", whose: .child)
        let ended = reading.optionalDate("ended", "終わりの日")
        let kind = reading.text("residence", orElse: "特例を選んでください。")
        let papers = Set(reading.typed.all("residence-paper"))
        let isVoid = reading.typed["residence-void"] == "yes"
        if !isVoid, let kind = ResidenceExceptionKind(rawValue: kind), let began,
            case .found(let rule, _) = book.residenceException(kind, on: began)
        {
            for code in rule.papers where !papers.contains(code) {
                reading.wrong(
                    "residence-paper", "「\(rules.wording(code, in: .residencePaper))」がありません。")
            }
        }
        if let began, let ended, ended <= began {
            reading.wrong("ended", "終わりの日が始まりより前です。")
        }
        guard let began, reading.isRight else { return nil }
        return ResidenceException(
            child: child, kind: kind, period: EffectivePeriod(from: began, until: ended),
            papers: papers, isVoid: isVoid)
    }
}
