// SPDX-License-Identifier: Apache-2.0
import Safeguards

extension Workflow {
    /// The table (四つの目の表). Who wants to read how two persons come together reads it here; what
    /// the procedures do is compared with it edge by edge.
    public static let all: [Workflow] = money + people + safeguards

    // MARK: お金

    private static let money: [Workflow] = [
        Workflow(
            "pay", "償還払いの支払", .pay, end: "written",
            [
                Step(
                    "入力", .enterReimbursement, from: ["", "entered"], to: "entered", shapes: true),
                Step(
                    "一括取込", .importReimbursements, from: ["", "entered"], to: "entered",
                    shapes: true),
                Step("補正", .correctReimbursement, from: ["entered"], to: "entered", shapes: true),
                Step(
                    "起案", .decideReimbursement, from: ["entered"], to: "proposed", shapes: true),
                Step(
                    "差戻し", .approveReimbursement, from: ["proposed"], to: "entered"),
                Step(
                    "決裁", .approveReimbursement, from: ["proposed"], to: "decided",
                    notBy: ["入力", "一括取込", "補正", "起案"]),
                Step("支給予定", .scheduleMonth, from: ["decided"], to: "scheduled"),
                Step(
                    "支払起案", .proposeRun, from: ["scheduled"], to: "run",
                    voids: ["支払起案", "支払決裁"]),
                Step("支払差戻し", .sendBackRun, from: ["run", "approved"], to: "scheduled"),
                Step("支払決裁", .approveRun, from: ["run"], to: "approved", notBy: ["支払起案"]),
                Step(
                    "振込データ", .writeTransferFile, from: ["approved"], to: "written",
                    countsPersons: true),
            ]),
        Workflow(
            "account", "振込先口座の登録・変更", .redirect, end: "confirmed",
            [
                Step("登録", .changeAccount, to: "waiting", shapes: true, machineMay: false),
                Step(
                    "確認", .approveAccount, from: ["waiting"], to: "confirmed", notBy: ["登録"],
                    machineMay: false),
            ]),
        Workflow(
            "account-with-application", "申請書の口座", .redirect, end: "confirmed",
            outsideCounts: true,
            [
                Step("受付", .receiveApplication, to: "waiting", shapes: true),
                Step(
                    "決裁", .approveDecision, from: ["waiting"], to: "confirmed", notBy: ["受付"],
                    machineMay: false),
            ]),
        Workflow(
            "payee", "支払先の変更", .redirect, end: "changed",
            [
                Step(
                    "起案", .decideReimbursement, to: "proposed", shapes: true,
                    machineMay: false),
                Step(
                    "決裁", .approvePayee, from: ["proposed"], to: "changed",
                    notBy: ["起案"]),
            ]),
        Workflow(
            "cancel", "支給決定の職権取消し", .waive, end: "cancelled",
            [
                Step(
                    "起案", .decideReimbursement, to: "proposed", shapes: true,
                    machineMay: false),
                Step(
                    "決裁", .approveReimbursement, from: ["proposed"], to: "cancelled",
                    notBy: ["起案"]),
            ]),
        Workflow(
            "insurer-rule", "保険者の附加給付", .waive, end: "standing",
            [
                Step(
                    "起案", .proposeInsurerRule, to: "proposed", shapes: true, machineMay: false),
                Step(
                    "決裁", .approveInsurerRule, from: ["proposed"], to: "standing",
                    notBy: ["起案"], machineMay: false),
            ]),
        Workflow(
            "waive", "返還請求の取下げ", .waive, end: "withdrawn",
            [
                Step("請求", .recordRecovery, to: "open", shapes: true, machineMay: false),
                Step(
                    "取下げ", .recordRecovery, from: ["open"], to: "withdrawn", notBy: ["請求"],
                    machineMay: false),
            ]),
        Workflow(
            "recovery-request", "返還の請求・充当・分納・不納欠損", .waive, end: "approved",
            [
                Step("起案", .recordRecovery, to: "proposed", shapes: true, machineMay: false),
                Step(
                    "決裁", .approveRecovery, from: ["proposed"], to: "approved",
                    notBy: ["起案"], machineMay: false),
            ]),
        Workflow(
            "retroactive", "遡及の精算", .waive, end: "settled",
            [
                Step(
                    "起案", .proposeRetroactive, to: "proposed", shapes: true, machineMay: false),
                Step(
                    "決裁", .approveRetroactive, from: ["proposed"], to: "settled",
                    notBy: ["起案"], machineMay: false),
            ]),
        Workflow(
            "cash", "窓口払", .pay, end: "handed-over",
            [
                Step("起案", .proposeRun, to: "run", shapes: true),
                Step("支払決裁", .approveRun, from: ["run"], to: "approved", notBy: ["起案"]),
                Step("現金の受入れ", .payAtCounter, from: ["approved"], to: "open"),
                Step("受取人の確認", .payAtCounter, from: ["open"], to: "identified"),
                Step(
                    "交付", .confirmCounterPayment, from: ["identified"], to: "handed-over",
                    notBy: ["受取人の確認"], machineMay: false),
            ]),
        Workflow(
            "expenditure", "支出命令", .attest, end: "approved",
            [
                Step("起案", .manageBudget, to: "proposed", shapes: true, machineMay: false),
                Step(
                    "決裁", .approveExpenditure, from: ["proposed"], to: "approved",
                    notBy: ["起案"], machineMay: false),
            ]),
    ]

    // MARK: 資格と保護

    private static let people: [Workflow] = [
        Workflow(
            "entitle", "資格の認定", .entitle, end: "decided", outsideCounts: true,
            [
                Step("受付", .receiveApplication, to: "received", shapes: true),
                Step("起案", .proposeDecision, from: ["received"], to: "proposed", shapes: true),
                Step("差戻し", .sendBackDecision, from: ["proposed"], to: "received"),
                Step(
                    "決裁", .approveDecision, from: ["proposed"], to: "decided",
                    notBy: ["受付", "起案"]),
            ]),
        Workflow(
            "lapse", "資格の消滅・変更", .entitle, end: "decided", outsideCounts: true,
            [
                Step("消滅の起案", .lapse, to: "proposed", shapes: true),
                Step("変更の起案", .changeRegistration, to: "proposed", shapes: true),
                Step("差戻し", .sendBackDecision, from: ["proposed"], to: ""),
                Step(
                    "決裁", .approveDecision, from: ["proposed"], to: "decided",
                    notBy: ["消滅の起案", "変更の起案"]),
            ]),
        Workflow(
            "rejudge", "再判定", .entitle, end: "confirmed", outsideCounts: true,
            [
                Step("再判定", .rejudge, to: "proposed", shapes: true),
                Step("年次更新", .renewYearly, to: "proposed", shapes: true),
                Step(
                    "確認", .confirmRejudgement, from: ["proposed"], to: "confirmed",
                    notBy: ["再判定", "年次更新"]),
            ]),
        Workflow(
            "succession", "保険者番号の承継", .entitle, end: "carried",
            [
                Step(
                    "起案", .proposeSuccession, to: "proposed", shapes: true, machineMay: false),
                Step(
                    "決裁", .approveSuccession, from: ["proposed"], to: "carried",
                    notBy: ["起案"], machineMay: false),
            ]),
        Workflow(
            "decision-rule", "即日認定の専決", .entitle, end: "signed",
            [
                Step("起案", .proposeDecisionRule, to: "proposed", shapes: true),
                Step(
                    "承認", .approveDecisionRule, from: ["proposed"], to: "signed",
                    notBy: ["起案"], machineMay: false),
            ]),
        Workflow(
            "migrate", "旧システムからの移行", .entitle, end: "loaded",
            [
                Step("起案", .proposeMigration, to: "proposed", shapes: true, machineMay: false),
                Step("差戻し", .approveMigration, from: ["proposed"], to: ""),
                Step(
                    "決裁", .approveMigration, from: ["proposed"], to: "approved", notBy: ["起案"],
                    machineMay: false),
                Step("実行", .loadMigration, from: ["approved"], to: "loaded"),
            ]),
        Workflow(
            "unprotect", "支援措置の終了", .unprotect, end: "ended",
            [
                Step("起案", .proposeProtectionEnd, to: "proposed", shapes: true),
                Step(
                    "決裁", .endProtection, from: ["proposed"], to: "ended", notBy: ["起案"],
                    machineMay: false),
            ]),
        Workflow(
            "protect", "支援措置の登録・延長", .unprotect, end: "standing",
            [
                Step("起案", .proposeProtection, to: "proposed", shapes: true),
                Step(
                    "決裁", .setProtection, from: ["proposed"], to: "standing", notBy: ["起案"],
                    machineMay: false),
            ]),
        Workflow(
            "held-letter", "支援措置対象者の通知の発送", .unprotect, end: "released",
            [
                Step("発行", .printLetters, to: "held", shapes: true, machineMay: false),
                Step(
                    "承認", .releaseHeldLetter, from: ["held"], to: "released", notBy: ["発行"],
                    machineMay: false),
            ]),
    ]

    // MARK: 安全管理

    private static let safeguards: [Workflow] = [
        Workflow(
            "grant", "役割の付与", .grant, end: "granted",
            [
                Step(
                    "申請", .proposeGrant, to: "proposed", shapes: true, machineMay: false,
                    notByBeneficiary: true),
                Step(
                    "承認", .approveGrant, from: ["proposed"], to: "granted", notBy: ["申請"],
                    machineMay: false, notByBeneficiary: true),
            ]),
        Workflow(
            "passkey", "認証器の登録", .grant, end: "registered",
            [
                // At the machine only for the first two officers, while nobody could confirm.
                Step("登録票", .allowPasskey, to: "issued", shapes: true, machineMay: false),
                Step(
                    "確認", .confirmPasskey, from: ["issued"], to: "confirmed", notBy: ["登録票"],
                    machineMay: false, notByBeneficiary: true),
                Step("登録", .registerPasskey, from: ["confirmed"], to: "registered"),
            ]),
        Workflow(
            "break-glass", "緊急アクセス", .grant, end: "open",
            [
                Step("申請", .requestBreakGlass, to: "requested", shapes: true),
                Step(
                    "承認", .approveBreakGlass, from: ["requested"], to: "open", notBy: ["申請"],
                    machineMay: false),
            ]),
        Workflow(
            "export", "複製・抽出", .export, end: "made",
            [
                Step("申請", .requestCopy, to: "requested", shapes: true),
                Step(
                    "承認", .approveCopy, from: ["requested"], to: "approved", notBy: ["申請"],
                    machineMay: false),
                Step("作成", .exportData, from: ["approved"], to: "made"),
            ]),
        Workflow(
            "purge", "保存期間を過ぎた記録の消去", .delete, end: "gone",
            [
                Step("起案", .proposePurge, to: "proposed", shapes: true, machineMay: false),
                Step(
                    "決裁", .approvePurge, from: ["proposed"], to: "gone", notBy: ["起案"],
                    machineMay: false),
            ]),
        Workflow(
            "legal-hold", "消去の停止の解除", .delete, end: "released",
            [
                Step("停止", .holdRecords, to: "held", shapes: true),
                Step(
                    "解除", .releaseRecords, from: ["held"], to: "released", notBy: ["停止"],
                    machineMay: false),
            ]),
        Workflow(
            "disclose", "開示・訂正・利用停止の請求", .disclose, end: "decided",
            [
                Step("受付", .receiveDisclosure, to: "received", shapes: true),
                Step(
                    "決定", .decideDisclosure, from: ["received"], to: "decided", notBy: ["受付"],
                    machineMay: false),
            ]),
        Workflow(
            "stop", "緊急停止", .resume, end: "resumed",
            [
                Step("停止", .stopWork, to: "stopped", shapes: true),
                Step(
                    "解除", .resumeWork, from: ["stopped"], to: "resumed", notBy: ["停止"],
                    machineMay: false),
            ]),
        Workflow(
            "register", "安全管理台帳", .attest, end: "confirmed",
            [
                Step("記入", .writeRegister, to: "written", shapes: true, machineMay: false),
                Step(
                    "確認", .confirmRegister, from: ["written"], to: "confirmed", notBy: ["記入"],
                    machineMay: false),
            ]),
    ]
}
