// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// What may be done with a reimbursement next, by its state and the rights of the officer.
struct ReimbursementPanels: PageModel {
    let mayPropose: Bool
    let propose: String
    let proposal: String
    let mayDecide: Bool
    let decide: String
    let decideFields: [FormField]
    let mayHold: Bool
    let hold: String
    let holdFields: [FormField]
    let mayRelease: Bool
    let release: String
    let mayWithdraw: Bool
    let withdraw: String
    let withdrawFields: [FormField]
    let mayEnterLetter: Bool
    let letter: String
    let letterFields: [FormField]
    let mayEnterAppliance: Bool
    let appliance: String
    let applianceFields: [FormField]
    let mayCorrect: Bool
    let correct: String
    let correctFields: [FormField]
    let maySendBack: Bool
    let mayApprove: Bool
    let approve: String
    /// The proposal that the page shows: another one that came in between is not approved with it.
    let seenProposal: String
    let mayNotApprove: String?
    let sendBack: String
    let sendBackFields: [FormField]

    init(_ found: ReimbursementScreen.Reading, _ visit: Visit, _ problems: [FormProblem]) {
        let file = found.view.file
        let isOpen = file.status == .received || file.status == .held
        let id = file.id
        let typed = visit.form
        let may = (
            decide: visit.may(.decideReimbursement), hold: visit.may(.holdReimbursement),
            correct: visit.may(.correctReimbursement), enter: visit.may(.enterReimbursement)
        )
        func later(_ fields: [FormField]) -> [FormField] {
            fields.map { $0.checked(problems) }
        }
        var isDecided = true
        if case .hold = found.examination.verdict { isDecided = false }
        mayPropose = isOpen && may.decide && isDecided
        propose = Route.proposeReimbursement.path(id)
        proposal = VerdictWords(found.examination).word
        mayDecide = isOpen && may.decide
        decide = Route.decideReimbursement.path(id)
        decideFields = later(Self.decideFields(typed, most: found.examination.computation.payable))
        mayHold = isOpen && may.hold
        hold = Route.holdReimbursement.path(id)
        holdFields = later(
            Self.holdFields(typed, asked: file.status == .held ? found.view.asked : nil, visit))
        mayRelease = file.status == .held && may.hold
        release = Route.releaseReimbursement.path(id)
        mayWithdraw = isOpen && may.correct
        withdraw = Route.withdrawReimbursement.path(id)
        withdrawFields = later([
            .text("withdraw-reason", "取下げの理由", typed, size: "long", isRequired: true)
        ])
        mayEnterLetter = file.status.isOpen && may.enter
        letter = Route.enterLetter.path(id)
        letterFields = later(
            [
                .code(
                    "high-cost", "高額療養費の決定額（円）", typed, digits: 0, hint: "ないときは0", isRequired: true
                ), .code("additional", "附加給付の決定額（円）", typed, digits: 0, hint: "ないときは0、未確認は空欄"),
            ] + (file.input.appliance == nil ? [] : Self.allowedFields(typed)))
        mayEnterAppliance = isOpen && may.correct && file.input.care == .orthosis
        appliance = Route.enterAppliance.path(id)
        applianceFields = later([
            .text("appliance", "装具の名称", typed, isRequired: true),
            .date("ordered", "医師の指示の日", typed, whose: "past", isRequired: true),
        ])
        mayCorrect = isOpen && may.correct
        correct = Route.correctReceipt.path(id)
        let isAsked = FirstVisits.areAsked(at: visit.installation, in: file.input.treatmentMonth)
        let asksStay =
            file.input.setting == .inpatient
            && Stays.areAsked(at: visit.installation, in: file.input.treatmentMonth)
        correctFields = later(
            Self.correctFields(
                typed, file.input, asksFirstVisits: isAsked, asksStay: asksStay))
        let isProposed = file.status == .proposed && visit.may(.approveReimbursement)
        let officers = file.enteredBy.union(found.view.decisions.last.map { [$0.proposer] } ?? [])
        let isOwn = officers.contains(visit.session?.principal.officer ?? "")
        maySendBack = isProposed && !isOwn
        mayApprove = maySendBack && found.hold == nil
        approve = Route.approveReimbursement.path(id)
        seenProposal = found.view.decisions.last.map { String($0.id) } ?? ""
        mayNotApprove = isProposed && isOwn ? "自分が入力・起案した申請です。別の職員が決裁します。" : nil
        sendBack = Route.sendBackReimbursement.path(id)
        sendBackFields = later([
            .text("back-reason", "差戻しの理由", typed, size: "long", isRequired: true)
        ])
    }

    var keys: [Key] {
        var keys: [Key] = []
        if mayPropose { keys.append(.send("F12", "起案する", form: "propose-form", isMain: true)) }
        if maySendBack { keys.append(.send("F2", "差戻し", form: "back-form")) }
        if mayApprove { keys.append(.send("F12", "決裁する", form: "approve-form", isMain: true)) }
        return keys
    }

    /// 療養費の支給決定, of an appliance.
    private static func allowedFields(_ typed: Typed) -> [FormField] {
        [
            .code("allowed", "装具の支給対象額（円）", typed, digits: 0, hint: "保険者が認めた総額"),
            .code("insurer-paid", "保険者の支給額（円）", typed, digits: 0),
            .date("decided", "支給決定の日", typed, whose: "past"),
        ]
    }

    /// One receipt; what is left empty stays as it was keyed.
    private static func correctFields(
        _ typed: Typed, _ input: ReimbursementInput, asksFirstVisits: Bool, asksStay: Bool
    ) -> [FormField] {
        let slips = input.slips.enumerated().map { place, slip in
            (
                String(place + 1),
                "\(place + 1)枚目：\(Say.short(slip.treatedOn)) \(Say.cost(slip.cost)) 支払 \(slip.paid.grouped)円"
            )
        }
        let which: [FormField] =
            slips.isEmpty
            ? []
            : [
                FormField.select("slip", "領収書", typed, slips, isRequired: true),
                .date("slip-day", "正しい診療日", typed, whose: "past", hint: "同じ診療月の日。空欄は前のまま"),
            ]
        let firstVisits =
            asksFirstVisits
            ? [FirstVisits.field(typed, hint: "この申請の全部で。空欄は前のまま")] : []
        let stay: [FormField] =
            asksStay ? [Stays.field(typed, hint: "空欄は前のまま")] : []
        let slip: [FormField] = [
            .code(
                "slip-cost", "正しい点数", typed, digits: 0, hint: "点数のない領収書は総額（円）。空欄は前のまま"),
            .code("slip-paid", "正しい支払額（円）", typed, digits: 0, hint: "空欄は前のまま"),
        ]
        let reason = FormField.text(
            "slip-reason", "訂正の理由", typed, hint: "経過に残ります", size: "long", isRequired: true)
        return which + slip + firstVisits + stay + [reason]
    }

    private static func decideFields(_ typed: Typed, most: Yen) -> [FormField] {
        [
            .select(
                "decision", "決定", typed,
                [("", "選んでください"), ("pay", "支給する（計算額 \(most) まで）")]
                    + ReimbursementReason.allCases.map { ($0.rawValue, "不支給：\($0.wording)") },
                isRequired: true),
            .code("amount", "支給額（円）", typed, digits: 0, hint: "支給するときに入力"),
            .text("explanation", "理由", typed, hint: "通知書にも載ります", size: "long", isRequired: true),
        ]
    }

    /// - Parameter asked: what the hold in force asks for; asked again, it is the reminder.
    private static func holdFields(
        _ typed: Typed, asked: PaperRequest?, _ visit: Visit
    ) -> [FormField] {
        var typed = typed
        // Whatever was typed stands, an empty field too.
        if !typed.has("hold") {
            if let asked { typed.set("hold-missing", asked.missing) }
            typed.set("hold-due", Say.short(visit.installation.intake.dueDay(from: visit.today)))
        }
        return [
            .select(
                "hold", "保留の理由", typed,
                [("", "選んでください")]
                    + ReimbursementHold.allCases.map { ($0.rawValue, $0.wording) },
                isRequired: true), .text("hold-note", "メモ", typed, size: "long"),
            .text(
                "hold-missing", "足りない書類", typed, hint: "申請者に伝える言葉で。書くとお知らせが発行を待つ（1410）",
                size: "long"),
            .date("hold-due", "書類の期限", typed),
        ]
    }
}
