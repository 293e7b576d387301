// SPDX-License-Identifier: Apache-2.0
public import Safeguards

extension Workflow {
    /// Why one officer is enough for an operation that writes or puts out and stands in no way of
    /// work of the table; `nil` where nobody has said why. A new operation must be placed here or
    /// there.
    public static func alone(_ operation: OperationCode) -> String? {
        switch operation {
        case .login, .logout, .endSession, .changePassword, .registerPasskey:
            "自分の出入りと、管理者がほかの人の利用を終わらせること。権限は増えない"
        case .disableOfficer, .endPasskey, .requestRevocation, .endBreakGlass:
            "権限を減らす。急ぐことがあり、増やす道ではない"
        case .changeOwnDesk, .changeDeskKeys:
            "画面のキーの割当てと、自分の Enter の動き。権限も記録も変わらない"
        case .manageOfficers: "利用者の登録と、忘れたパスワードの出し直し。役割は「役割の付与」の流れで二人目が承認する"
        case .manageTerminals: "端末の登録・失効。人の権限は増えない"
        case .confirmStocktaking, .openStocktaking, .reviewLog, .reviewBreakGlass, .explainAccess:
            "点検の記録。何も動かない"
        case .initialise, .setScheme, .importMasters, .runBatch, .backUp, .rotateKeys, .restore:
            "機械または管理者の運用。個人の金額・権限・保護を変えない（鍵は封じたまま）"
        case .manageKeys: "鍵の分割は、合言葉の断片を持つ二人がそろわなければできない"
        case .purge: "消去は「保存期間を過ぎた記録の消去」の流れで行う"
        case .writeMemo, .withdrawApplication, .holdApplication, .releaseHold, .checkResident,
            .correctApplication, .importApplications, .receiveElectronicApplications,
            .decideElectronicApplication, .recordConsent:
            "決定の前の手続。決定は別の職員が行う"
        case .correctEntitlement, .proposeExOfficio, .applyResidentChanges, .importInsurance,
            .importWelfare, .importTax, .recordIncome, .compute:
            "案または判定の材料。決定は別の職員が行う"
        case .issueCertificate, .reissueCertificate, .reprintLetter, .recallCertificate,
            .recordPosting, .writeInquiryLetter:
            "決裁済みの内容だけを印字する"
        case .requestInquiry, .withdrawInquiry, .confirmInquiry, .enterInquiryAnswer, .inquire,
            .relayInquiry:
            "照会だけで、提供はしない。結果の利用は決定の流れに入る"
        case .acceptFeedGap, .resendLink, .queueForHub, .sendToHub, .reconcileHub, .manageHub:
            "連携の運用。送るものは決裁済みの内容から機械が作る"
        case .importClaims, .enterClaim, .correctClaim, .fileObjection, .importAgencyInvoice,
            .acceptAgencyInvoice:
            "審査支払機関への支払の材料。支払は別の決裁"
        case .holdReimbursement, .holdPayment, .releasePayment, .repay, .recordTransferResults:
            "支払を遅らせる、または次の支払処理の案に戻す。支払処理には二人が要る"
        case .produceStatistics: "人の数だけ。小さな数は伏せる"
        case .importResidents, .numberPerson, .matchPersons, .updateAddressee, .lockAddressee,
            .confirmNotices, .admitPeer:
            "宛名の管理。住民記録から届いた内容だけを写す"
        case .reportAccesses, .exportLog, .witnessLog: "記録の写し。ほかの人の宛名・金額は含まない"
        case .recordTransport, .readCircular, .answerSurvey, .writeEnquirySlip, .reportIncident,
            .manageIncident:
            "台帳への記入。何も動かない"
        case .inviteUnregistered: "対象になりうる人に申請を勧めるだけ。資格は申請と決裁で決まる"
        case .attachPaper, .redactPaper: "証拠の写しの保管。原本は残り、外に出るのは黒塗りした写しだけ"
        case .checkDecisionRule: "専決で行った認定の点検の記録。誤りの訂正は別の決裁による"
        case .producePersonalFile: "決定された開示の請求に限る"
        case .startJob: "ジョブは案を作り、決裁済みの内容を実行するだけ。それぞれの操作の権限も要る"
        case .consentJob: "続けてよいという二人目の承認そのもの。始めた本人はできない（ConsentJob が断る）"
        case .listJobErrors: "番号と誤りの言葉だけ。人の宛名・金額は含まない"
        case .defineExtraction: "定義だけ。個人の項目を持つ定義を共有するには二人目の承認が要る"
        case .shareExtraction: "二人目の承認そのもの。作った本人はできない（ShareExtraction が断る）"
        case .tryMigration: "試しは控えの庫に書き、捨てる。何も残らない"
        case .decideDuplicate: "同じ診療か別の診療かの判断だけ。支払には別の決裁が要る"
        case .recordLiability, .recordProxyReceipt, .writeInsurerRequest:
            "相手方・保険者への請求と入金の記録。保護者に返還を求めるには二人目の決裁が要る"
        case .approveClaimBack: "返還の二人目の決裁そのもの。起案した本人はできない（ApproveClaimBack が断る）"
        case .handOverExpenditure, .writeAccountingFile:
            "会計への引渡しの記録。お金は支払処理の決裁と支出命令の決裁がなければ動かない"
        case .recordAppeal, .decideAppeal:
            "審査請求の経過の記録。決定は変わらず、変えるときは訂正の起案と決裁による"
        case .holdDecision: "決裁を遅らせるだけ。解いた後の決裁にも、起案した人ではない職員が要る"
        case .delegateApproval:
            "申し出だけでは権限は付かない。別の職員の承認で期限つきの役割になる（ConfirmDelegation）。終了は権限を減らす"
        case .printOfficers: "職員の権限と棚卸しの答えを庁内の紙に写すだけ。印刷の記録に残る"
        case .printCasePaper: "決裁・受付の記録を庁内の紙に写すだけ。印刷の記録に残る"
        default: nil
        }
    }
}
