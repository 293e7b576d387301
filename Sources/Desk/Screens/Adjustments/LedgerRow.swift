// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Vocabulary

/// One benefit in the ledger of both channels.
struct LedgerRow: PageModel {
    let channel: String
    let weight: String
    /// The page of the benefit; `nil` of what an earlier system paid.
    let href: String?
    let month: String
    let institution: String
    let care: String
    let points: String
    let cost: String
    let paid: String
    let payable: String
    let state: String
    let day: String

    init(_ entry: LedgerEntry, isProtected: Bool) {
        channel = entry.source.wording
        switch entry.source {
        case .claim(let id): (href, weight) = (Route.claim.path(id), "good")
        case .reimbursement(let id): (href, weight) = (Route.reimbursement.path(id), "plain")
        case .prior: (href, weight) = (nil, "plain")
        }
        month = Say.month(entry.month)
        institution = Say.place(
            entry.institutionName.isEmpty ? entry.institution : entry.institutionName,
            isProtected: isProtected)
        care = "\(entry.setting.wording)・\(entry.kind)"
        points = entry.points.map { Say.count($0) } ?? "—"
        cost = entry.totalCost == .zero ? "—" : entry.totalCost.grouped
        paid = entry.paidAtCounter?.grouped ?? "—"
        payable = entry.payable?.grouped ?? "未決定"
        state = entry.state
        day = Say.short(entry.day)
    }
}

/// Two benefits that may be one treatment, with what an officer said or may say of them.
struct PairCard: PageModel {
    let degree: String
    let weight: String
    let because: String
    let rows: [LedgerRow]
    let word: String?
    let first: String
    let second: String
    let mayDecide: Bool
    let action: String
    let person: PersonCell?
    let ledger: String

    init(
        _ pair: DuplicatePair, _ decision: DuplicateDecision?, person: PersonCell?,
        isProtected: Bool, mayDecide: Bool, _ desk: DeskRoom
    ) {
        degree = pair.degree.wording
        weight =
            switch pair.degree {
            case .exact: "stop"
            case .likely: "warn"
            case .possible: "plain"
            }
        because = pair.because
        rows = [pair.first, pair.second].map { LedgerRow($0, isProtected: isProtected) }
        word = decision.map {
            "\($0.outcome.wording)と判断：\($0.reason)（\(desk.name(of: $0.officer)) \(Say.moment($0.at))）"
        }
        first = Self.text(pair.key.first)
        second = Self.text(pair.key.second)
        self.mayDecide = mayDecide
        action = Route.decideDoubt.path(pair.second.child)
        self.person = person
        ledger = Route.benefitLedger.path(pair.second.child)
    }

    /// A benefit in a form: `c12`, `r7`, `pOLD-1`.
    static func text(_ source: LedgerEntry.Source) -> String {
        switch source {
        case .claim(let id): "c\(id)"
        case .reimbursement(let id): "r\(id)"
        case .prior(let key): "p\(key)"
        }
    }

    static func source(_ text: String) -> LedgerEntry.Source? {
        let rest = text.dropFirst()
        switch text.first {
        case "c": return Int64(rest).map { .claim($0) }
        case "r": return Int64(rest).map { .reimbursement($0) }
        case "p": return rest.isEmpty ? nil : .prior(String(rest))
        default: return nil
        }
    }
}
