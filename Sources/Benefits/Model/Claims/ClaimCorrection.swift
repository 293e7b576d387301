// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What an officer puts right in a claim of the error list; `nil` leaves it as written.
public struct ClaimCorrection: Hashable, Sendable {
    /// 公費負担者番号 of our fund.
    public var funder: PublicFunderNumber?
    public var recipientNumber: RecipientNumber?
    public var insurer: InsurerNumber?
    public var born: CivilDate?
    /// 負担金額 of the insurance.
    public var copayment: Yen?
    /// 受診日 under our fund.
    public var visits: MonthDays?
    /// 初診の回数 of the claim.
    public var firstVisits: Int?
    /// 入院年月日 of a claim in hospital.
    public var admitted: CivilDate?
    /// The claim is about other visits of the month than those that were reimbursed: somebody has
    /// compared receipt and claim.
    public var isOtherVisit: Bool

    public init(
        funder: PublicFunderNumber? = nil, recipientNumber: RecipientNumber? = nil,
        insurer: InsurerNumber? = nil, born: CivilDate? = nil, copayment: Yen? = nil,
        visits: MonthDays? = nil, firstVisits: Int? = nil, admitted: CivilDate? = nil,
        isOtherVisit: Bool = false
    ) {
        self.funder = funder
        self.recipientNumber = recipientNumber
        self.insurer = insurer
        self.born = born
        self.copayment = copayment
        self.visits = visits
        self.firstVisits = firstVisits
        self.admitted = admitted
        self.isOtherVisit = isOtherVisit
    }

    /// Whether nothing is changed: the claim is only looked at again.
    var isEmpty: Bool { self == ClaimCorrection() }

    /// Which items are changed, in words; never their values.
    var wording: String {
        let changed = [
            funder.map { _ in "公費負担者番号" }, recipientNumber.map { _ in "受給者番号" },
            insurer.map { _ in "保険者番号" }, born.map { _ in "生年月日" },
            copayment.map { _ in "負担金額" }, visits.map { _ in "受診日" },
            firstVisits.map { _ in "初診の回数" }, admitted.map { _ in "入院年月日" },
            isOtherVisit ? "償還払いと別の受診の確認" : nil,
        ]
        return changed.compactMap(\.self).joined(separator: "、")
    }

    /// The claim with the corrections.
    ///
    /// - Parameter ours: our funder numbers; the fund that carries one, else the last one that a
    ///   local scheme could carry, else the last fund, is taken for ours.
    func apply(to claim: ClaimContent, ours: [String]) -> ClaimContent {
        var right = claim
        let place =
            right.funds.firstIndex { ours.contains($0.funder) }
            ?? right.funds.lastIndex { PublicFunderNumber($0.funder)?.isLocalScheme ?? false }
            ?? right.funds.indices.last
        if let place {
            if let funder { right.funds[place].funder = funder.digits }
            if let recipientNumber { right.funds[place].recipient = recipientNumber.digits }
            if let visits { right.funds[place].visits = visits }
        }
        if let insurer { right.insurer = insurer.digits }
        if let born { right.born = born }
        if let firstVisits { right.firstVisits = firstVisits }
        if let admitted { right.admitted = admitted }
        if let copayment { right.copayment = copayment.amount }
        return right
    }
}
