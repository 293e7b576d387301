// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// The tables of a record: history, insurance, exclusions, account, certificates, applications.
struct RecordTables: PageModel {
    struct Decision: PageModel {
        let decided: String
        let result: String
        let reason: String
        let effective: String
        let periods: String
        let officers: String
        let href: String
    }
    struct Insurance: PageModel {
        let insurer: String
        let name: String
        let symbol: String
        let period: String
        let isNow: Bool
    }
    struct Exclusion: PageModel {
        let kind: String
        let period: String
    }
    struct Account: PageModel {
        let bank: String
        let type: String
        let number: String
        let holder: String
        let since: String
        let doubts: String?
        let revealHref: String
        let revealMark = Caution.hiddenValue.mark
    }
    struct Certificate: PageModel {
        let issueNumber: String
        let issued: String
        let periods: String
        let reissue: String
    }
    struct Application: PageModel {
        let href: String
        let receipt: String
        let applied: String
        let kind: String
        let status: String
        let due: String
        let isOpen: Bool
    }

    let decisions: [Decision]
    let hasDecisions: Bool
    let insurances: [Insurance]
    let hasInsurances: Bool
    let exclusions: [Exclusion]
    let hasExclusions: Bool
    let account: Account?
    let certificates: [Certificate]
    let hasCertificates: Bool
    /// The register with these certificates, where they are returned and recalled.
    let certificateRegister: String?
    let applications: [Application]
    let hasApplications: Bool

    /// - Parameter isProtected: whether a protection measure is in force now, for the child or the
    ///   recipient: what was stored before it began is hidden too.
    init(
        _ record: ChildRecord, _ visit: Visit, isProtected: Bool, on day: CivilDate? = nil
    ) throws {
        let reader = try visit.officer()
        let today = day ?? visit.today
        decisions = record.history.reversed().map {
            Self.decision($0, record.reopened[$0.id], visit)
        }
        hasDecisions = !decisions.isEmpty
        insurances = record.insurances.reversed().map {
            Self.insurance($0, reader, today, isProtected: isProtected)
        }
        hasInsurances = !insurances.isEmpty
        exclusions = record.exclusions.map {
            Exclusion(kind: Self.exclusionWord($0.kind, visit), period: Say.shortPeriod($0.period))
        }
        hasExclusions = !exclusions.isEmpty
        // An emergency access shows nothing of an account, its bank neither.
        account =
            reader.emergency != nil
            ? nil
            : record.account.map {
                Self.account($0, of: record.child, isProtected: isProtected, reader)
            }
        certificates = record.certificates.reversed().map {
            Certificate(
                issueNumber: $0.issueNumber, issued: Say.short($0.issuedOn),
                periods: Say.periods($0.periods), reissue: $0.reissueReason ?? "")
        }
        hasCertificates = !certificates.isEmpty
        certificateRegister =
            hasCertificates && visit.may(.viewLists)
            ? Route.certificates.path() + "?number=\(record.child)" : nil
        applications = record.applications.map { Self.application($0) }
        hasApplications = !applications.isEmpty
    }

    private static func decision(
        _ decision: EntitlementDecision, _ reopened: ReopenedRefusal?, _ visit: Visit
    ) -> Decision {
        Decision(
            decided: Say.short(decision.decidedOn),
            result: decision.result.wording
                + (reopened.map { "（\(Say.short($0.at.dayInJapan))取消し）" } ?? ""),
            reason: reopened.map { Say.withEras($0.reason) } ?? decision.reason.wording,
            effective: Say.short(decision.effectiveOn),
            periods: Say.periods(decision.periods),
            officers: "\(visit.desk.name(of: decision.proposer)) → "
                + visit.desk.name(of: decision.approver),
            href: Route.paperDesk.path(decision.id))
    }

    private static func insurance(
        _ stretch: InsuranceStretch, _ reader: Principal, _ today: CivilDate, isProtected: Bool
    ) -> Insurance {
        func seen(_ text: String) -> String {
            Say.place(reader.sees(text, of: .insurance), isProtected: isProtected)
        }
        let parts = [stretch.symbol, stretch.number, stretch.subNumber].compactMap(\.self)
        return Insurance(
            insurer: seen(stretch.insurer), name: seen(stretch.insurerName),
            symbol: seen(parts.joined(separator: "・")),
            period: Say.shortPeriod(stretch.period), isNow: stretch.period.contains(today))
    }

    private static func account(
        _ account: AccountInUse, of child: AddresseeNumber, isProtected: Bool,
        _ reader: Principal
    ) -> Account {
        Account(
            bank: Say.bank(account, isProtected: isProtected), type: account.type.wording,
            number: reader.sees(account.number, of: .account),
            holder: reader.sees(account.holderKana, of: .kana),
            since: Say.short(account.period.from), doubts: account.doubts,
            revealHref: Route.revealAccount.path(child))
    }

    private static func application(_ file: ApplicationFile) -> Application {
        Application(
            href: Route.application.path(file.id), receipt: file.receipt,
            applied: Say.short(file.appliedOn),
            kind: "\(file.kind.wording)（\(file.reason.wording)）", status: file.status.wording,
            due: Say.short(file.dueOn), isOpen: file.status.isOpen)
    }

    /// The reading of an exclusion as the book says it.
    static func exclusionWord(_ kind: String, _ visit: Visit) -> String {
        let word = String(kind.prefix { $0 != ":" })
        let exclusion = visit.installation.book.exclusions.exclusions
            .first { $0.kind.rawValue == word }
        return exclusion?.reading ?? kind
    }
}
