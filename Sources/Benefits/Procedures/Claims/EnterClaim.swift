// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// レセプトの個別入力: one claim in kind that comes on paper is keyed, goes through every check of an
/// import, and is kept with its steps, or is refused to whoever keys it.
///
/// It is quick by design: one question, one insertion, and the log.
public enum EnterClaim {
    public static let operation = OperationCode.enterClaim

    /// - Returns: the claim.
    /// - Throws: `ClaimFault` where a check says no; `.entryOutOfRange`, `.schemeUnset`.
    @discardableResult
    public static func perform(
        _ entry: ClaimEntry, law: BenefitLaw, in scope: Scope
    ) throws -> Int64 {
        let content = try entry.content(
            ours: try law.funder(entry.treatmentMonth).number(
                born: entry.born, entry.setting, on: entry.treatmentMonth.firstDay))
        let known = try OneClaimBook(
            content, recipient: entry.recipientNumber.digits, law: law,
            from: scope.db)
        var examiner = ClaimExaminer(law: law, index: known.question.index)
        let matched = try examiner.match(content)
        scope.saw(matched.entry.child)
        var before = known.before
        before.households = try law.households([matched.household], in: scope)
        before.counts = try law.counts([matched.household], in: scope)
        let claim = try examiner.settle([(matched, entry.source)], before: before)[0].get()
        let form = claim.amount.form
        let row = ClaimRow(
            file: try known.file ?? KeyedFileRow.put(content.billingMonth, in: scope),
            accepted: claim,
            form: try known.forms[form.digest] ?? StepFormBook.put(form, in: scope),
            names: known.before.master[content.institution].map { InstitutionNames($0) })
        let id = try scope.append([row])[0]
        var returned = known.before.returned
        try scope.pair(
            CollectionOfOne((.claim(id), content, matched.entry.child)), &returned)
        try scope.append(
            claim.others.map { position, fund in
                ClaimFundRow(
                    claim: id, position: position, fund: fund, coveredCost: claim.coveredCost(fund))
            })
        scope.counted(1)
        return id
    }
}

/// What is keyed for a month of billing belongs to a file of its own, without a count.
private struct KeyedFileRow: FactRow {
    static let table = "claim_file"
    static let columns = ClaimFileRow.columns
    let month: YearMonth

    var values: [any SQLValueConvertible] {
        [
            "個別入力 \(month)", OneClaimBook.digest(month), "keyed", "0000000000", month, "keyed", "",
            0, 0, 0,
            0, Int?.none, Int?.none, 0, 0, Yen.zero,
        ]
    }

    static func put(_ month: YearMonth, in scope: Scope) throws -> Int64 {
        try scope.append([KeyedFileRow(month: month)])[0]
    }
}
