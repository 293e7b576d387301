// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Formats
import Vocabulary

// One row of each file as a value, or what is wrong with it.
extension OldRows {
    mutating func take(_ row: FeedRow, of file: OldFile, born: [AddresseeNumber: CivilDate]) {
        let problem: RowProblem?
        switch file {
        case .persons: problem = takePerson(row)
        case .decisions: problem = takeDecision(row, born)
        case .certificates: problem = takeCertificate(row)
        case .insurances: problem = takeInsurance(row)
        case .households: problem = takeHousehold(row)
        case .accounts: problem = takeAccount(row)
        case .addresses: problem = takeAddress(row)
        case .benefits: problem = takeBenefit(row)
        case .residences: problem = takeResidence(row)
        case .exceptions: problem = takeException(row)
        case .exclusions: problem = takeExclusion(row)
        case .memos: problem = takeMemo(row)
        case .recoveries: problem = takeRecovery(row)
        case .instalments: problem = takeInstalment(row)
        }
        if let problem {
            issues.append(MigrationIssue(file, row.line, problem))
            unread[file, default: 0] += 1
            refuse(row, of: file)
        }
    }

    /// What could be read of a row that its layout or its content keeps out.
    mutating func refuse(_ row: FeedRow, of file: OldFile) {
        switch file {
        case .decisions: row.addressee("child").map { _ = holed.insert($0) }
        case .recoveries, .instalments:
            row.optionalText("recovery").map { _ = holedRecoveries.insert($0) }
        default: break
        }
    }

    private mutating func takePerson(_ row: FeedRow) -> RowProblem? {
        guard let born = row.date("born"), let number = row.addressee("person") else {
            return .dayUnknown
        }
        persons.append(
            Lined(
                line: row.line,
                value: Person(number: number, kana: row.text("kana"), born: born)))
        return nil
    }

    private mutating func takeDecision(
        _ row: FeedRow, _ born: [AddresseeNumber: CivilDate]
    ) -> RowProblem? {
        guard row.knows("cause-on", "from", "until", "inpatient-from", "inpatient-until"),
            let applied = row.date("applied"), let decided = row.date("decided"),
            let effective = row.date("effective"), let child = row.addressee("child"),
            let recipient = row.addressee("recipient"),
            let kind = ApplicationKind(rawValue: row.text("kind")),
            let cause = ApplicationReason(rawValue: row.text("cause")),
            let result = DecisionResult(rawValue: row.text("result")),
            let reason = DecisionReason(rawValue: row.text("reason"))
        else { return .dayUnknown }
        guard let day = born[child] else { return .noChild }
        let number = row.optionalText("number").flatMap { RecipientNumber($0) }
        if result != .refused, number == nil { return .numberMissing }
        if let number, !number.hasValidCheckDigit { return .numberDigit }
        decisions.append(
            Lined(
                line: row.line,
                value: PriorDecision(
                    sourceKey: row.text("decision"), child: child, recipient: recipient,
                    childBorn: day, applicationKind: kind, applicationReason: cause,
                    appliedOn: applied, isExOfficio: row.flag("ex-officio") ?? false,
                    causeOn: row.date("cause-on"), decidedOn: decided, effectiveOn: effective,
                    result: result, reason: reason,
                    recipientNumber: result == .refused ? nil : number,
                    periods: EntitlementPeriods(
                        outpatient: row.period("from", "until"),
                        inpatient: row.period("inpatient-from", "inpatient-until")),
                    officer: row.optionalText("officer"))))
        return nil
    }

    private mutating func takeCertificate(_ row: FeedRow) -> RowProblem? {
        guard row.knows("from", "until", "inpatient-from", "inpatient-until", "returned"),
            let issued = row.date("issued"), let child = row.addressee("child"),
            let number = RecipientNumber(row.text("number"))
        else { return .dayUnknown }
        certificates.append(
            Lined(
                line: row.line,
                value: PriorCertificate(
                    sourceKey: row.text("certificate"), child: child, recipientNumber: number,
                    periods: EntitlementPeriods(
                        outpatient: row.period("from", "until"),
                        inpatient: row.period("inpatient-from", "inpatient-until")),
                    issuedOn: issued, returnedOn: row.date("returned"))))
        return nil
    }

    private mutating func takeInsurance(_ row: FeedRow) -> RowProblem? {
        guard row.knows("lost"), let acquired = row.date("acquired"),
            let child = row.addressee("child")
        else { return .dayUnknown }
        guard let insurer = InsurerNumber(row.text("insurer")) else { return .insurer }
        insurances.append(
            Lined(
                line: row.line,
                value: InsuranceInput(
                    child: child, insurer: insurer, insurerName: row.text("insurer-name"),
                    acquiredOn: acquired, lostOn: row.date("lost"),
                    insuredName: row.optionalText("insured-name"),
                    symbol: row.optionalText("symbol"), number: row.optionalText("number"),
                    subNumber: row.optionalText("sub-number"),
                    band: row.optionalText("band").flatMap { HighCostBand(rawValue: $0) },
                    source: .notification, reason: "移行")))
        return nil
    }

    private mutating func takeHousehold(_ row: FeedRow) -> RowProblem? {
        guard row.knows("until"), let period = row.period("from", "until"),
            let recipient = row.addressee("recipient"), let member = row.addressee("member")
        else { return .dayUnknown }
        households.append(
            Lined(
                line: row.line,
                value: HouseholdMember(
                    recipient: recipient, member: member, relation: row.text("relation"),
                    period: period)))
        return nil
    }

    private mutating func takeAccount(_ row: FeedRow) -> RowProblem? {
        guard row.knows("until"), let period = row.period("from", "until"),
            let recipient = row.addressee("recipient")
        else { return .dayUnknown }
        guard let type = BankAccountType(rawValue: row.text("type")) else { return .account }
        accounts.append(
            Lined(
                line: row.line,
                value: Account(
                    recipient: recipient,
                    input: AccountInput(
                        bank: row.text("bank"), branch: row.text("branch"), type: type,
                        number: row.text("number"), holderKana: row.text("holder")),
                    period: period)))
        return nil
    }

    private mutating func takeAddress(_ row: FeedRow) -> RowProblem? {
        guard row.knows("until"), let period = row.period("from", "until"),
            let person = row.addressee("person")
        else { return .dayUnknown }
        addresses.append(
            Lined(
                line: row.line,
                value: MailingAddressInput(
                    subject: person, postalCode: row.text("postal-code"),
                    address: row.text("address"), building: row.text("building"),
                    kana: row.text("kana"), name: row.text("name"), phone: row.text("phone"),
                    period: period)))
        return nil
    }

    private mutating func takeBenefit(_ row: FeedRow) -> RowProblem? {
        yen[.benefits, default: 0] += row.integer("payable") ?? 0
        guard let paid = row.date("paid"), let child = row.addressee("child"),
            let month = row.month("treated"), let points = row.integer("points"),
            let own = row.yen("self-payment"), let payable = row.yen("payable")
        else { return .dayUnknown }
        let channels: [String: PriorBenefit.Channel] = ["現物": .inKind, "償還": .reimbursement]
        guard let channel = channels[row.text("channel")] else { return .channel }
        benefits.append(
            Lined(
                line: row.line,
                value: PriorBenefit(
                    sourceKey: row.text("payment"), channel: channel, child: child,
                    recipientNumber: row.text("number"), treatmentMonth: month,
                    institution: row.text("institution"),
                    isInpatient: row.text("setting") == "1", points: points, selfPayment: own,
                    highCost: row.yen("high-cost") ?? .zero,
                    additionalBenefit: row.yen("additional") ?? .zero, payable: payable,
                    reachedLimit: row.flag("reached") ?? false, paidOn: paid)))
        return nil
    }
}
