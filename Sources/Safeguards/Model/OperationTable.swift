// SPDX-License-Identifier: Apache-2.0

// The one table of operations: title, kind, roles, purposes, screen, whether the log names
// the persons, whether a reason is required. `Tests/SafeguardsTests/Golden/permissions.txt` shows
// it as operation × role and must be recorded again when a line changes.
extension OperationCode {
    /// The line of the table.
    public var definition: OperationDefinition {
        guard let line = Self.lines[self] else { preconditionFailure("操作の表に行がありません") }
        return line
    }

    /// The table, made once: every request asks it.
    private static let lines = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, $0.line) })

    private var line: OperationDefinition {
        switch self {
        // MARK: 利用者と記録 (Safeguards)
        case .login:
            op("ログイン", .write, .all, [.maintenance], "0001")
        case .logout:
            op("ログアウト", .write, .all, [.maintenance], "0001")
        case .endSession:
            op("利用の終了（時間切れ・再起動・停止）", .write, [.administrator, .system], [.maintenance], "3010")
        case .changePassword:
            op("パスワードの変更", .write, .all, [.maintenance], "0001")
        case .viewHome:
            op(
                "ホームの表示", .read, .people,
                [.registration, .change, .benefit, .statistics, .audit, .maintenance], "0010")
        case .viewOfficers:
            op(
                "利用者・権限の一覧", .read, [.administrator, .auditor, .head],
                [.maintenance, .audit], "3010")
        case .manageOfficers:
            op("利用者・権限の変更", .write, [.administrator, .system], [.maintenance], "3010", proof: true)
        case .disableOfficer:
            op(
                "利用者の停止", .write, [.administrator, .system], [.maintenance], "3010", reason: true,
                proof: true)
        case .allowPasskey:
            op(
                "認証器の登録票の発行・取消", .write, [.administrator, .system], [.maintenance], "3010",
                reason: true, proof: true)
        case .confirmPasskey:
            op(
                "認証器の登録票の確認（二人目）", .write, [.administrator, .head], [.maintenance], "3010",
                proof: true)
        case .registerPasskey:
            op("認証器の登録", .write, .people, [.maintenance], "0001")
        case .endPasskey:
            op(
                "認証器の失効", .write, [.administrator], [.maintenance], "3010", reason: true,
                proof: true)
        case .confirmStocktaking:
            op("利用者IDの棚卸しの確認", .write, [.head, .administrator], [.maintenance, .audit], "3020")
        case .printOfficers:
            op(
                "権限一覧・棚卸しの紙の出力", .output, [.head, .administrator, .auditor],
                [.maintenance, .audit], "3010")
        case .searchLog:
            op("アクセスログの検索", .read, [.auditor, .administrator, .head], [.audit], "4010")
        case .reviewLog:
            op("ログの点検記録", .write, [.auditor, .head, .system], [.audit], "4020")
        case .verifyLedger:
            op(
                "台帳の検証", .read, [.auditor, .administrator, .head, .system],
                [.audit, .maintenance], "4010")
        // MARK: システムの管理
        case .initialise:
            op("データベースの作成", .write, [.administrator, .system], [.maintenance], nil)
        case .viewMonitor:
            op(
                "連携の状況の表示", .read, [.administrator, .counter, .payment, .head],
                [.maintenance], "2040")
        case .viewBatches:
            op("バッチの状況の表示", .read, [.administrator, .payment, .head], [.maintenance], "3050")
        case .runBatch:
            op("バッチの実行・停止", .write, [.administrator, .payment, .system], [.maintenance], "3050")
        case .viewScheme:
            op(
                "制度・計算テーブルの表示", .read, .all,
                [.registration, .change, .benefit, .statistics, .audit, .maintenance], "3040")
        case .setScheme:
            op("制度の本の試算", .write, [.administrator, .system], [.maintenance], "3040", proof: true)
        case .viewMasters:
            op("マスタの表示", .read, .all, [.registration, .change, .benefit, .maintenance], "3030")
        case .importMasters:
            op("マスタの取込", .write, [.administrator, .system], [.maintenance], "3030")
        case .backUp:
            op(
                "バックアップの作成", .output, [.administrator, .system], [.maintenance], "3050", proof: true
            )
        case .purge:
            op(
                "保存期間を過ぎた記録の消去", .write, [.administrator],
                [.maintenance], "3060", subjects: true, reason: true, proof: true)
        case .exportData:
            op(
                "データの抽出（EUC）", .output, [.administrator],
                [.statistics, .audit], "1520", subjects: true, reason: true, proof: true)
        // MARK: 対象者 (Entitlement)
        case .searchPersons:
            op(
                "対象者の検索", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1010", subjects: true)
        case .viewPerson:
            op(
                "対象者台帳の照会", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1020", subjects: true)
        case .viewHousehold:
            op(
                "世帯一覧の照会", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1030", subjects: true)
        case .viewHistory:
            op(
                "異動履歴・時点の照会", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1040", subjects: true)
        case .writeMemo:
            op(
                "相談メモの記録", .write, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1020", subjects: true)
        case .revealAccount:
            op(
                "口座番号の全桁表示", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1020", subjects: true, reason: true)
        case .revealProtectedAddress:
            op(
                "支援措置対象者の住所の表示", .read, [.head],
                [.registration, .change, .benefit], "1020", subjects: true, reason: true,
                proof: true)
        case .setProtection:
            op(
                "支援措置の登録・終了", .write, [.head, .system],
                [.registration, .change, .addressing], "1020", subjects: true, proof: true)
        // MARK: 申請から決定まで (Entitlement)
        case .receiveApplication:
            op(
                "申請の受付", .write, [.counter, .system],
                [.registration, .change], "1110", subjects: true)
        case .importApplications:
            op(
                "申請の一括取込・突合", .write, [.counter, .system],
                [.registration, .change], "1160", subjects: true)
        case .checkResident:
            op(
                "住民記録の確認", .write, [.counter, .system],
                [.registration, .change], "1110", subjects: true)
        case .viewApplications:
            op(
                "受付簿の照会", .read, [.counter, .payment, .head],
                [.registration, .change], "1140", subjects: true)
        case .viewApplication:
            op(
                "申請の照会", .read, [.counter, .payment, .head],
                [.registration, .change], "1110", subjects: true)
        case .correctApplication:
            op("申請内容の補正", .write, [.counter], [.registration, .change], "1110", subjects: true)
        case .withdrawApplication:
            op("申請の取下げ", .write, [.counter], [.registration, .change], "1140", subjects: true)
        case .holdApplication:
            op(
                "申請の保留", .write, [.counter, .head, .system],
                [.registration, .change], "1140", subjects: true)
        case .releaseHold:
            op(
                "保留の解除", .write, [.counter, .head, .system],
                [.registration, .change], "1140", subjects: true)
        case .viewHolds:
            op(
                "保留の一覧", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1140", subjects: true)
        case .judge:
            op(
                "資格の判定（根拠の表示）", .read, [.counter, .payment, .head, .system],
                [.registration, .change, .benefit], "1210", subjects: true)
        case .proposeDecision:
            op(
                "決定の起案", .write, [.counter, .payment, .system],
                [.registration, .change], "1210", subjects: true)
        case .viewDecisions:
            op(
                "決裁待ちの照会", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1220", subjects: true)
        case .approveDecision:
            op("決定の決裁", .write, [.head], [.registration, .change], "1220", subjects: true)
        case .sendBackDecision:
            op(
                "起案の差戻し", .write, [.head],
                [.registration, .change], "1220", subjects: true, reason: true)
        case .changeRegistration:
            op("変更届の受付・登録", .write, [.counter, .system], [.change], "1120", subjects: true)
        case .changeAccount:
            op(
                "振込先口座の登録・変更", .write, [.counter, .payment, .system],
                [.registration, .change, .benefit], "1120", subjects: true)
        case .approveAccount:
            op(
                "振込先口座の確認", .write, [.payment, .head, .system],
                [.registration, .change, .benefit], "1220", subjects: true)
        case .lapse:
            op("資格の消滅", .write, [.counter, .system], [.change], "1130", subjects: true)
        case .correctEntitlement:
            op("資格の訂正", .write, [.counter], [.change], "1020", subjects: true, reason: true)
        case .proposeExOfficio:
            op("職権による異動の起案", .write, [.counter, .system], [.change], "1150", subjects: true)
        case .applyResidentChanges:
            op("住民異動の反映", .write, [.system, .administrator], [.change], "1150", subjects: true)
        case .importInsurance:
            op(
                "健康保険資格の取込", .write, [.system, .administrator, .counter],
                [.registration, .change], "2040", subjects: true)
        case .importWelfare:
            op(
                "生活保護情報の取込", .write, [.system, .administrator, .counter],
                [.registration, .change], "2040", subjects: true)
        case .rejudge:
            op("再判定", .write, [.counter, .system], [.change], "1150", subjects: true)
        case .viewRejudgements:
            op("再判定結果の照会", .read, [.counter, .head], [.change], "1150", subjects: true)
        case .confirmRejudgement:
            op("再判定結果の確認", .write, [.counter, .head], [.change], "1150", subjects: true)
        case .renewYearly:
            op("一括年次更新", .write, [.counter, .system], [.change], "1150", subjects: true)
        case .issueCertificate:
            op(
                "受給資格証の交付", .output, [.counter, .system],
                [.registration, .change], "1410", subjects: true)
        case .reissueCertificate:
            op(
                "受給資格証の再交付", .output, [.counter],
                [.registration, .change], "1410", subjects: true, reason: true)
        case .recallCertificate:
            op("受給資格証の回収", .write, [.counter, .system], [.change], "1130", subjects: true)
        case .printLetters:
            op(
                "通知書の発行", .output, [.counter, .payment, .system],
                [.registration, .change, .benefit], "1410", subjects: true)
        case .previewLetter:
            op(
                "通知書の下見", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1410", subjects: true)
        case .viewPostings:
            op(
                "発送の照会", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1420", subjects: true)
        case .recordPosting:
            op(
                "発送・返戻の記録", .write, [.counter, .payment, .system],
                [.registration, .change, .benefit], "1420", subjects: true)
        case .viewLists:
            op(
                "一覧表の表示", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1410", subjects: true)
        // MARK: 電子申請・照会・同意 (Links)
        case .receiveElectronicApplications:
            op(
                "電子申請の受取り", .write, [.counter, .administrator, .system],
                [.registration, .change], "1160", subjects: true)
        case .viewElectronicApplications:
            op(
                "電子申請の照会", .read, [.counter, .head], [.registration, .change], "1160",
                subjects: true)
        case .decideElectronicApplication:
            op(
                "電子申請の受付・補正依頼・返却", .write, [.counter],
                [.registration, .change], "1160", subjects: true)
        case .importTax:
            op(
                "個人住民税情報の取込", .write, [.administrator, .system],
                [.registration, .change, .benefit], "2040", subjects: true)
        case .recordConsent:
            op(
                "同意・撤回の記録", .write, [.counter, .system],
                [.registration, .change, .benefit], "2030", subjects: true)
        case .requestInquiry:
            op(
                "情報照会の依頼", .write, [.counter, .system],
                [.registration, .change, .benefit], "2030", subjects: true, reason: true)
        case .viewInquiries:
            op(
                "情報照会の状況・結果の照会", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "2030", subjects: true)
        case .withdrawInquiry:
            op(
                "情報照会の取りやめ", .write, [.counter],
                [.registration, .change, .benefit], "2030", subjects: true, reason: true)
        case .confirmInquiry:
            op(
                "情報照会の結果の確認", .write, [.counter, .head],
                [.registration, .change, .benefit], "2030", subjects: true)
        case .writeInquiryLetter:
            op(
                "照会書の発行", .output, [.counter, .system],
                [.registration, .change, .benefit], "2030", subjects: true)
        case .enterInquiryAnswer:
            op(
                "照会書の回答の入力", .write, [.counter],
                [.registration, .change, .benefit], "2030", subjects: true)
        case .acceptFeedGap:
            op(
                "連携ファイルの欠番の承認", .write, [.administrator],
                [.registration, .change, .addressing], "2040", reason: true)
        case .resendLink:
            op("連携の再送・再実行", .write, [.administrator, .system], [.maintenance], "2040")
        case .queueForHub:
            op(
                "PMHへの登録の待ち行列", .write, [.administrator, .system],
                [.registration, .change], "2040", subjects: true)
        case .viewHub:
            op(
                "PMHへの登録の照会", .read, [.administrator, .counter, .head],
                [.registration, .change, .maintenance], "2040", subjects: true)
        // MARK: 給付 (Benefits)
        case .importClaims:
            op("レセプトの取込", .write, [.payment, .system], [.benefit], "1320", subjects: true)
        case .viewImports:
            op(
                "取込結果の照会", .read, [.counter, .payment, .head, .administrator],
                [.registration, .change, .benefit, .maintenance], "1320", subjects: true)
        case .viewClaims:
            op("レセプトの照会", .read, [.payment, .head], [.benefit], "1330", subjects: true)
        case .correctClaim:
            op("レセプトの補正", .write, [.payment], [.benefit], "1330", subjects: true)
        case .fileObjection:
            op("申立の記録", .write, [.payment, .system], [.benefit], "1330", subjects: true)
        case .enterClaim:
            op("レセプトの個別入力", .write, [.payment], [.benefit], "1330", subjects: true)
        case .importAgencyInvoice:
            op("審査支払機関の請求書の取込", .write, [.payment, .system], [.benefit], "1320")
        case .viewAgencyInvoices:
            op("審査支払機関の請求書の照会", .read, [.payment, .head], [.benefit], "1320")
        case .acceptAgencyInvoice:
            op("審査支払機関の請求書の検収", .write, [.head], [.benefit], "1320")
        case .enterReimbursement:
            op(
                "償還申請の入力", .write, [.counter, .payment, .system], [.benefit], "1310", subjects: true
            )
        case .importReimbursements:
            op("償還申請の一括取込", .write, [.payment, .system], [.benefit], "1310", subjects: true)
        case .viewReimbursement:
            op("償還申請の照会", .read, [.counter, .payment, .head], [.benefit], "1310", subjects: true)
        case .correctReimbursement:
            op("償還申請の補正", .write, [.payment], [.benefit], "1310", subjects: true)
        case .holdReimbursement:
            op("償還申請の保留・解除", .write, [.payment, .system], [.benefit], "1310", subjects: true)
        case .compute:
            op("支給額の計算", .write, [.payment, .system], [.benefit], "1210", subjects: true)
        case .viewComputation:
            op("計算根拠の照会", .read, [.counter, .payment, .head], [.benefit], "1210", subjects: true)
        case .decideReimbursement:
            op("償還払いの決定の起案", .write, [.payment, .system], [.benefit], "1310", subjects: true)
        case .approveReimbursement:
            op("償還払いの決裁", .write, [.head], [.benefit], "1220", subjects: true)
        case .approvePayee:
            op("支払先の変更の決裁", .write, [.head], [.benefit], "1340", subjects: true, proof: true)
        // MARK: 支払 (Payments)
        case .viewSchedule:
            op("支給予定の照会", .read, [.payment, .head], [.benefit], "1340", subjects: true)
        case .scheduleMonth:
            op("支給予定の作成", .write, [.payment, .system], [.benefit], "1340", subjects: true)
        case .holdPayment:
            op(
                "支払の保留", .write, [.payment, .head, .system],
                [.benefit], "1340", subjects: true, reason: true)
        case .releasePayment:
            op("支払保留の解除", .write, [.payment, .head, .system], [.benefit], "1340", subjects: true)
        case .viewRun:
            op("支払処理の照会", .read, [.payment, .head], [.benefit], "1350", subjects: true)
        case .proposeRun:
            op("支払処理の起案", .write, [.payment, .system], [.benefit], "1350", subjects: true)
        case .approveRun:
            op("支払処理の決裁", .write, [.head], [.benefit], "1350", subjects: true, proof: true)
        case .sendBackRun:
            op("支払処理の差戻し", .write, [.head], [.benefit], "1350", subjects: true, reason: true)
        case .writeTransferFile:
            op(
                "振込データの作成", .output, [.payment, .system], [.benefit], "1350", subjects: true,
                proof: true)
        case .recordTransferResults:
            op("振込結果の取込", .write, [.payment, .system], [.benefit], "1360", subjects: true)
        case .viewReturns:
            op("振込不能・返還の照会", .read, [.payment, .head], [.benefit], "1360", subjects: true)
        case .repay:
            op("再振込", .write, [.payment, .system], [.benefit], "1360", subjects: true)
        case .recordRecovery:
            op("返還の記録", .write, [.payment, .system], [.benefit], "1360", subjects: true)
        case .viewAccounts:
            op(
                "振込先口座の照会", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1020", subjects: true)
        // MARK: 統計 (Reports)
        case .viewStatistics:
            op(
                "統計の表示", .read, [.payment, .head, .administrator, .auditor, .system],
                [.statistics], "1510")
        case .produceStatistics:
            op(
                "統計表の出力", .output, [.payment, .head, .administrator, .system], [.statistics], "1510"
            )
        // MARK: 団体内統合宛名 (Addressee)
        case .importResidents:
            op("住民異動の取込", .write, [.system, .administrator], [.addressing], "2040", subjects: true)
        case .numberPerson:
            op(
                "宛名番号の付番", .write, [.counter, .system],
                [.addressing, .registration], "2020", subjects: true)
        case .matchPersons:
            op(
                "名寄せ", .write, [.counter, .administrator, .system],
                [.addressing], "2020", subjects: true)
        case .viewAddressee:
            op(
                "統合宛名の検索・照会", .read, [.counter, .head],
                [.addressing, .registration, .change], "2010", subjects: true)
        case .answerAddressee:
            op(
                "宛名情報の回答", .read, [.system],
                [.addressing, .registration, .change, .benefit], "2010", subjects: true)
        case .relayChanges:
            op("異動の受渡し", .read, [.system], [.addressing, .change], "2040", subjects: true)
        case .openIndividualNumber:
            op(
                "個人番号の利用", .read, [.counter, .system],
                [.addressing, .registration, .change], "2010", subjects: true, reason: true)
        case .inquire:
            op(
                "情報照会", .write, [.counter, .system],
                [.registration, .change, .benefit], "2030", subjects: true, reason: true)
        case .updateAddressee:
            op(
                "宛名情報の更新・削除", .write, [.counter, .system],
                [.addressing, .registration, .change], "2020", subjects: true)
        case .searchAddressee:
            op(
                "統合宛名の検索（検索ログ）", .read, [.counter, .head, .system],
                [.addressing, .registration, .change, .benefit], "2010", subjects: true,
                reason: true)
        case .convertNumbers:
            op(
                "宛名番号と統合宛名番号の変換", .read, [.system],
                [.addressing, .registration, .change, .benefit], "2030", subjects: true)
        case .answerIntermediate:
            op(
                "中間サーバーの宛名情報要求への回答", .read, [.system],
                [.addressing], "2030", subjects: true, reason: true)
        case .lockAddressee:
            op(
                "宛名の編集の排他", .write, [.counter, .administrator, .system],
                [.addressing, .registration, .change], "2020", subjects: true)
        case .confirmNotices:
            op("通知の受取りの確認", .write, [.system], [.addressing], "2040")
        case .admitPeer:
            op("接続先の認証", .write, [.system], [.maintenance], "2040")
        case .viewMatches:
            op(
                "名寄せ・突合の確認待ちの照会", .read, [.counter, .head, .administrator],
                [.addressing, .registration, .change], "2020", subjects: true)
        case .relayInquiry:
            op(
                "中間サーバーとの情報照会のやりとり", .write, [.system],
                [.registration, .change, .benefit], "2030", subjects: true)
        case .viewInquiryRecords:
            op(
                "情報照会の記録（番号法23条）の照会", .read, [.head],
                [.audit], "2030", subjects: true, reason: true)
        case .sendToHub:
            op("PMHへの登録", .output, [.system], [.registration, .change], "2040", subjects: true)
        case .reconcileHub:
            op(
                "PMHとの突合", .write, [.administrator, .system],
                [.registration, .change], "2040", subjects: true)
        case .manageHub:
            op(
                "PMHの利用の開始・停止", .write, [.administrator], [.maintenance], "2040", reason: true,
                proof: true)
        // MARK: 利用者・権限・端末・緊急アクセス (Safeguards)
        case .proposeGrant:
            op(
                "役割の付与の申請", .write, [.administrator, .head, .system], [.maintenance], "3010",
                reason: true, proof: true)
        case .approveGrant:
            op(
                "役割の付与の承認（二人目）", .write, [.head, .administrator], [.maintenance], "3010",
                proof: true)
        case .requestRevocation:
            op(
                "利用停止の依頼", .write, [.head, .administrator], [.maintenance], "3010", reason: true)
        case .manageTerminals:
            op(
                "端末の登録・失効", .write, [.administrator], [.maintenance], "3010", reason: true,
                proof: true)
        case .viewStocktaking:
            op(
                "利用者IDの棚卸しの照会", .read, [.head, .administrator, .auditor], [.maintenance, .audit],
                "3020")
        case .openStocktaking:
            op(
                "利用者IDの棚卸しの開始・締切", .write, [.administrator, .system], [.maintenance], "3020")
        case .requestBreakGlass:
            op(
                "緊急アクセスの申請", .write, [.administrator, .vendor], [.maintenance], "3130", reason: true
            )
        case .approveBreakGlass:
            op(
                "緊急アクセスの承認（二人目）", .write, [.head, .administrator], [.maintenance], "3130",
                proof: true)
        case .endBreakGlass:
            op(
                "緊急アクセスの終了", .write, [.vendor, .administrator, .head, .system], [.maintenance],
                "3130")
        case .reviewBreakGlass:
            op(
                "緊急アクセスの点検", .write, [.head], [.maintenance, .audit], "3130", reason: true)
        case .viewBreakGlass:
            op(
                "緊急アクセスの照会", .read, [.administrator, .head, .auditor, .vendor],
                [.maintenance, .audit], "3130")
        case .stopWork:
            op(
                "支払・通知の緊急停止", .write, [.payment, .head, .administrator], [.benefit, .maintenance],
                "3050", reason: true)
        case .resumeWork:
            op(
                "緊急停止の解除（二人目）", .write, [.head], [.benefit, .maintenance], "3050", reason: true,
                proof: true)
        // MARK: ログの点検 (Oversight)
        case .viewOversight:
            op(
                "ログの分析・説明のない利用の照会", .read, [.auditor, .head], [.audit], "4020", subjects: true)
        case .explainAccess:
            op(
                "利用の理由の確認（所属長）", .write, [.head], [.audit], "4020", reason: true)
        case .reportAccesses:
            op(
                "本人の情報の利用記録の出力", .output, [.auditor, .head], [.audit, .disclosure], "4010",
                subjects: true, reason: true)
        case .exportLog:
            op(
                "ログの外部解析用の出力", .output, [.auditor, .administrator, .system], [.audit], "4010",
                proof: true)
        case .witnessLog:
            op(
                "ログの副署", .write, [.system], [.maintenance, .audit], "4010")
        // MARK: 支援措置 (Entitlement・Addressee)
        case .viewProtections:
            op(
                "支援措置の照会", .read, [.counter, .payment, .head], [.registration, .change, .benefit],
                "1020", subjects: true)
        case .proposeProtection:
            op(
                "支援措置の登録・延長の起案", .write, [.counter, .head], [.registration, .change], "1020",
                subjects: true)
        case .proposeProtectionEnd:
            op(
                "支援措置の終了の起案", .write, [.counter, .head], [.registration, .change], "1020",
                subjects: true, reason: true)
        case .endProtection:
            op(
                "支援措置の終了の決裁（二人目）", .write, [.head], [.registration, .change, .addressing], "1020",
                subjects: true, reason: true, proof: true)
        case .releaseHeldLetter:
            op(
                "支援措置対象者の通知の発送承認（二人目）", .write, [.head], [.registration, .change, .benefit], "1420",
                subjects: true, reason: true, proof: true)
        // MARK: 複製・印刷 (Copying)
        case .viewCopies:
            op(
                "複製・抽出の記録の照会", .read, [.administrator, .head, .auditor], [.statistics, .audit],
                "1520")
        case .requestCopy:
            op(
                "複製・抽出の申請", .write, [.administrator], [.statistics, .audit], "1520", reason: true)
        case .approveCopy:
            op(
                "複製・抽出の承認（二人目）", .write, [.head], [.statistics, .audit], "1520", proof: true)
        case .recordTransport:
            op(
                "媒体の搬送・返却の記録", .write, [.administrator], [.statistics, .audit], "1520")
        case .viewPrintLog:
            op(
                "印刷記録の照会", .read, [.head, .auditor, .administrator], [.audit], "1421")
        // MARK: 保存と消去 (Retention)
        case .viewRetention:
            op(
                "保存期間・消去候補の照会", .read, [.administrator, .head], [.maintenance], "3060",
                subjects: true)
        case .proposePurge:
            op(
                "消去の起案", .write, [.administrator, .system], [.maintenance], "3060", subjects: true)
        case .approvePurge:
            op(
                "消去の決裁（二人目）", .write, [.head], [.maintenance], "3060", subjects: true, reason: true,
                proof: true)
        case .holdRecords:
            op(
                "消去の停止（訴訟・開示請求等）", .write, [.head, .administrator], [.maintenance, .disclosure],
                "3060", subjects: true, reason: true)
        case .releaseRecords:
            op(
                "消去の停止の解除", .write, [.head], [.maintenance, .disclosure], "3060", subjects: true,
                reason: true, proof: true)
        // MARK: 鍵とバックアップ (Office)
        case .viewKeys:
            op(
                "鍵・バックアップの状態の照会", .read, [.administrator, .auditor], [.maintenance, .audit], "3120")
        case .rotateKeys:
            op(
                "鍵の更新", .write, [.administrator, .system], [.maintenance], "3120", proof: true)
        case .manageKeys:
            op(
                "鍵の分割・預け替え", .write, [.administrator], [.maintenance], "3120", reason: true,
                proof: true)
        case .restore:
            op(
                "バックアップからの復元", .write, [.administrator, .system], [.maintenance], "3120",
                reason: true)
        // MARK: 安全管理台帳・請求・問合せ (Registers)
        case .viewRegisters:
            op(
                "安全管理台帳の照会", .read, [.administrator, .head, .auditor], [.maintenance, .audit],
                "3070")
        case .writeRegister:
            op(
                "安全管理台帳の記入", .write, [.administrator, .head, .system], [.maintenance, .audit],
                "3070")
        case .confirmRegister:
            op(
                "安全管理台帳の確認（二人目）", .write, [.head, .auditor], [.maintenance, .audit], "3070")
        case .readCircular:
            op(
                "研修の受講・回覧の確認", .write, .people, [.maintenance], "3070")
        case .answerSurvey:
            op(
                "意識調査・自己点検の回答", .write, .people, [.maintenance], "3070")
        case .receiveDisclosure:
            op(
                "開示・訂正・利用停止の請求の受付", .write, [.counter, .head, .administrator], [.disclosure],
                "3080", subjects: true)
        case .viewDisclosures:
            op(
                "開示・訂正・利用停止の請求の照会", .read, [.counter, .head, .administrator], [.disclosure], "3080",
                subjects: true)
        case .decideDisclosure:
            op(
                "開示・訂正・利用停止の決定", .write, [.head], [.disclosure], "3080", subjects: true,
                reason: true)
        case .producePersonalFile:
            op(
                "本人の記録一式の出力", .output, [.head], [.disclosure], "3080", subjects: true, reason: true,
                proof: true)
        case .writeEnquirySlip:
            op(
                "問合せ受付票の記入", .write, [.counter, .payment, .head],
                [.registration, .change, .benefit], "3090", subjects: true)
        case .viewEnquirySlips:
            op(
                "問合せ受付票の照会", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "3090", subjects: true)
        case .reportIncident:
            op(
                "事故の報告", .write, .people, [.maintenance], "3110")
        case .viewIncidents:
            op(
                "事故の照会", .read, [.administrator, .head, .auditor], [.maintenance, .audit], "3110")
        case .manageIncident:
            op(
                "事故の対応の記録", .write, [.administrator, .head], [.maintenance], "3110")
        case .listAffected:
            op(
                "影響を受けた本人の一覧", .read, [.head, .auditor], [.audit], "3110", subjects: true,
                reason: true)
        case .viewMeasures:
            op(
                "評価書対応表の表示", .read, .all, [.maintenance, .audit, .statistics], "4030")
        // MARK: 業務暦 (Jobs)
        case .viewJobs:
            op(
                "業務暦・ジョブの照会", .read, [.counter, .payment, .head, .administrator],
                [.maintenance], "3140")
        case .startJob:
            op(
                "ジョブの開始・停止・再開", .write, [.counter, .payment, .administrator, .system],
                [.maintenance], "3140")
        case .consentJob:
            op(
                "基準を超えたジョブの続行の承認（二人目）", .write, [.head], [.maintenance], "3140",
                reason: true)
        case .listJobErrors:
            op("ジョブのエラー一覧の出力", .output, [.administrator], [.maintenance], "3140", reason: true)
        // MARK: 統計の内訳・自由抽出 (Reports, Copying)
        case .listStatistics:
            op("統計の数の内訳の照会", .read, [.payment, .head], [.statistics], "1510", subjects: true)
        case .defineExtraction:
            op(
                "抽出の定義の作成・共有の申請", .write, [.payment, .administrator],
                [.statistics, .audit], "1520")
        case .shareExtraction:
            op(
                "個人の項目のある抽出の定義の共有の承認（二人目）", .write, [.head],
                [.statistics, .audit], "1520")
        case .previewExtraction:
            op(
                "抽出の件数の下見", .read, [.payment, .head, .administrator], [.statistics, .audit],
                "1520")
        // MARK: 保険者の附加給付・旧システムからの移行 (Entitlement, Migration)
        case .proposeInsurerRule:
            op(
                "保険者の附加給付の起案", .write, [.payment, .administrator], [.benefit, .maintenance], "3030")
        case .approveInsurerRule:
            op("保険者の附加給付の決裁（二人目）", .write, [.head], [.benefit, .maintenance], "3030")
        case .viewMigration:
            op(
                "移行の照会（差異報告）", .read, [.administrator, .head], [.maintenance], "3150",
                subjects: true)
        case .tryMigration:
            op("試し移行", .write, [.administrator, .system], [.maintenance], "3150")
        case .proposeMigration:
            op("移行の起案", .write, [.administrator], [.maintenance], "3150", proof: true)
        case .approveMigration:
            op("移行の決裁（二人目）", .write, [.head], [.maintenance], "3150", proof: true)
        case .loadMigration:
            op(
                "移行の実行", .write, [.administrator, .system], [.maintenance], "3150", subjects: true)
        case .compareMonth:
            op(
                "並行月の比較", .read, [.payment, .administrator, .head], [.benefit, .maintenance],
                "3150", subjects: true)
        // MARK: 未申請者・書類・専決 (Entitlement)
        case .viewUnregistered:
            op(
                "未申請の対象児童の一覧", .read, [.counter, .head], [.registration], "1170",
                subjects: true)
        case .inviteUnregistered:
            op(
                "申請の勧奨", .write, [.counter, .system], [.registration], "1170", subjects: true)
        case .attachPaper:
            op(
                "書類の登録", .write, [.counter, .payment], [.registration, .change, .benefit], "1180",
                subjects: true)
        case .viewPapers:
            op(
                "書類の表示", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1180", subjects: true)
        case .redactPaper:
            op(
                "書類の黒塗り", .write, [.counter, .payment],
                [.registration, .change, .benefit], "1180", subjects: true)
        case .proposeDecisionRule:
            op(
                "即日認定の専決の起案・終了", .write, [.head], [.registration, .change], "1220",
                reason: true)
        case .approveDecisionRule:
            op(
                "即日認定の専決の承認（二人目）", .write, [.head], [.registration, .change], "1220",
                proof: true)
        case .checkDecisionRule:
            op(
                "専決した認定の事後確認", .write, [.head], [.registration, .change], "1220",
                subjects: true)
        // MARK: 給付の調整 (Benefits)
        case .decideDuplicate:
            op("二重給付の疑いの判断", .write, [.payment], [.benefit], "1370", subjects: true)
        case .viewLiability:
            op(
                "第三者行為・災害共済の照会", .read, [.counter, .payment, .head], [.benefit], "1371",
                subjects: true)
        case .recordLiability:
            op("第三者行為・災害共済の記録", .write, [.payment], [.benefit], "1371", subjects: true)
        case .viewProxyReceipts:
            op("高額療養費の代理受領の照会", .read, [.payment, .head], [.benefit], "1372", subjects: true)
        case .recordProxyReceipt:
            op("高額療養費の代理受領の記録", .write, [.payment], [.benefit], "1372", subjects: true)
        case .writeInsurerRequest:
            op("高額療養費の保険者あて請求書の作成", .output, [.payment], [.benefit], "1372", subjects: true)
        case .approveClaimBack:
            op("給付の返還の決裁", .write, [.head], [.benefit], "1371", subjects: true)
        // MARK: 通知書の再発行 (Entitlement)
        case .reprintLetter:
            op(
                "通知書の再発行", .output, [.counter, .payment],
                [.registration, .change, .benefit], "1430", subjects: true, reason: true)
        // MARK: 窓口払・返還・遡及の精算・会計 (Payments)
        case .payAtCounter:
            op("窓口払の現金の受入れ・受取人の確認", .write, [.payment], [.benefit], "1351", subjects: true)
        case .confirmCounterPayment:
            op(
                "窓口払の交付（二人目）", .write, [.payment, .head], [.benefit], "1351",
                subjects: true)
        case .approveRecovery:
            op(
                "返還の請求・充当・分納・不納欠損の決裁", .write, [.head], [.benefit], "1361", subjects: true,
                proof: true)
        case .proposeRetroactive:
            op("遡及の精算の起案", .write, [.payment], [.benefit], "1362", subjects: true)
        case .approveRetroactive:
            op("遡及の精算の決裁", .write, [.head], [.benefit], "1362", subjects: true, proof: true)
        case .viewBudget:
            op("会計・予算の照会", .read, [.payment, .head], [.benefit], "1380")
        case .manageBudget:
            op("予算の登録・支出命令の起案", .write, [.payment], [.benefit], "1380")
        case .approveExpenditure:
            op("支出負担行為・支出命令の決裁", .write, [.head], [.benefit], "1380", proof: true)
        case .handOverExpenditure:
            op("会計管理者への引渡し・審査結果の記録", .write, [.payment], [.benefit], "1380")
        case .writeAccountingFile:
            op(
                "財務会計への連携データの作成", .output, [.payment, .system], [.benefit], "1380",
                proof: true)
        // MARK: 保険者番号の承継・所得の書類・審査請求 (Entitlement)
        case .viewSuccessions:
            op(
                "保険者番号の承継の照会", .read, [.counter, .payment, .head],
                [.change, .benefit], "1150", subjects: true)
        case .proposeSuccession:
            op("保険者番号の承継の起案", .write, [.counter], [.change], "1150", subjects: true)
        case .approveSuccession:
            op("保険者番号の承継の決裁（二人目）", .write, [.head], [.change], "1150", subjects: true)
        case .recordIncome:
            op(
                "所得の書類の記録", .write, [.counter], [.registration, .change], "1110",
                subjects: true)
        case .viewAppeals:
            op(
                "審査請求の照会", .read, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1140", subjects: true)
        case .recordAppeal:
            op(
                "審査請求の受付・経過の記録", .write, [.counter, .payment],
                [.registration, .change, .benefit], "1140", subjects: true)
        case .decideAppeal:
            op(
                "審査請求の裁決の記録", .write, [.head],
                [.registration, .change, .benefit], "1140", subjects: true)
        // MARK: 決裁の保留・不在時代理・庁内の紙 (Entitlement, Safeguards)
        case .holdDecision:
            op(
                "決裁の保留・再開", .write, [.head], [.registration, .change, .benefit], "1220",
                subjects: true, reason: true)
        case .delegateApproval:
            op(
                "不在時代理の申出・終了", .write, [.head], [.maintenance], "1221", reason: true,
                proof: true)
        case .printCasePaper:
            op(
                "決裁書・引継票・受付の控えの印字", .output, [.counter, .payment, .head],
                [.registration, .change, .benefit], "1220", subjects: true)
        // MARK: 鍵盤 (Office)
        case .changeOwnDesk:
            op("自分の画面の設定の変更", .write, .people, [.maintenance], "3160")
        case .changeDeskKeys:
            op("キーの割当ての変更", .write, [.administrator], [.maintenance], "3160")
        }
    }
}

/// One line of the table, short enough to be read as a table.
private func op(
    _ title: String, _ kind: OperationDefinition.Kind, _ roles: Set<Role>,
    _ purposes: Set<Purpose>, _ screen: String?, subjects: Bool = false, reason: Bool = false,
    proof: Bool = false
) -> OperationDefinition {
    OperationDefinition(
        title: title, kind: kind, roles: roles, purposes: purposes, screen: screen,
        auditsSubjects: subjects, needsReason: reason, needsProof: proof)
}

extension Set<Role> {
    fileprivate static var all: Set<Role> { Set(Role.allCases) }
    fileprivate static var people: Set<Role> { all.subtracting([.system]) }
}
