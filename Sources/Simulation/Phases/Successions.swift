// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Town
import Vocabulary

extension OfficeYear {
    /// 保険者番号の承継: in the month of a merger the insurer's letter is on the desk before its files are: one
    /// proposal of the counter, one approval of the head, for every child of the old insurer.
    func carryOverInsurers(in month: YearMonth) throws {
        for letter in settings.story.insurerLetters where letter.effectiveOn.yearMonth == month {
            guard let old = InsurerNumber(letter.old), let new = InsurerNumber(letter.new) else {
                watch.report("保険者の通知の番号が読めません: \(letter.old) → \(letter.new)")
                continue
            }
            let input = SuccessionInput(
                old: old, new: new, newName: letter.newName, effectiveOn: letter.effectiveOn,
                keepsSymbols: true, basis: "保険者からの通知（架空）")
            let counter = try staff.principal(.counter)
            let outlook = try office.casework.perform(
                ForeseeSuccession.operation, by: counter, for: .change
            ) { try ForeseeSuccession.perform(input, in: $0) }
            let id = try office.casework.perform(
                ProposeSuccession.operation, by: counter, for: .change
            ) { try ProposeSuccession.perform(input, seen: outlook.digest, in: $0) }
            let done = try office.casework.perform(
                ApproveSuccession.operation, by: try staff.principal(.head), for: .change
            ) { try ApproveSuccession.perform(id, in: $0) }
            if done.carried != outlook.carried.count {
                watch.report(
                    "承継 \(letter.old) → \(letter.new): 見込み \(outlook.carried.count)人、引継ぎ \(done.carried)人"
                )
            }
        }
    }
}
