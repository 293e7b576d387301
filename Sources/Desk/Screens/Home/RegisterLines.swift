// SPDX-License-Identifier: Apache-2.0
import Registers
import Safeguards

extension RegisterTasks {
    /// The tasks: who may do it, what, how many, why, where, whether it presses.
    var lines: [(OperationCode, String, Int, String, String, Bool)] {
        let all: [(OperationCode, String, Int, String, String, Bool)] = [
            (
                .readCircular, "読む回覧・答える調査", toRead + toAnswer, "読んで確認し、調査に答える",
                Route.circulars.path(), true
            ),
            (
                .viewRegisters, "台帳の期限切れ", overdue, "期限の過ぎた記録・台帳を片付ける",
                Route.registers.path(), true
            ),
            (
                .confirmRegister, "台帳の確認待ち", unconfirmed, "二人目として確かめる",
                Route.registers.path(), false
            ),
            (
                .viewIncidents, "対応中の事故", incidents.open,
                incidents.overdue > 0 ? "期限切れの報告があります" : "報告の期限を確かめる",
                Route.incidents.path(), true
            ),
            (
                .viewDisclosures, "開示等請求（決定待ち）", disclosures.open,
                disclosures.overdue > 0 ? "期限切れがあります" : "期限までに決定する",
                Route.disclosures.path(), disclosures.overdue + disclosures.near > 0
            ),
            (
                .viewEnquirySlips, "回答していない問合せ", enquiries.open, "受付票に回答を書く",
                Route.enquiries.path(), enquiries.overdue > 0
            ),
        ]
        // Only what waits: the page of an office without registers stays as short as it was.
        return all.filter { $0.2 > 0 }
    }
}
