// SPDX-License-Identifier: Apache-2.0
import Safeguards

/// What was done, said on the page that a POST leads to. A closed list: nothing typed into an
/// address can become a message.
enum Done: String, CaseIterable {
    case password
    case institutionrecorded, masterapplied, mastersame
    case recordkept, ruleproposed, ruleapproved, ruleback
    case migrationproposed, migrationapproved, migrationback, migrationstarted
    case held, released, withdrawn, checked
    case proposed, approved, sentBack = "back"
    case decisionheld, decisionresumed
    case delegated, delegationconfirmed, delegationrefused, delegationended
    case changed, notice, correction, atonce, notatonce, reminded, yearend
    case successionasked, successioncarried, successionback
    case appealtaken, appealnoted, appealruled
    case ruleasked, rulesigned, rulerefused, ruleended, usechecked
    case headsigned, headended
    case invited, paperattached, paperredacted, papervoided
    case certificatereturned, certificaterecalled
    case lapse, rejudged, confirmed
    case rechecked, corrected, returned, objected, objectionsanswered
    case claimkeyed, invoicetaken, invoiceknown, invoiceaccepted, invoiceback
    case invoicecredit, invoicereceived
    case entered, examined, paid, holding, asking, letter
    case doubtdecided, insurersasked, liabilityopened, liabilitymarked, liabilityrecorded
    case claimbackproposed, claimedback, mandatetaken, proxyrecorded, receiptreversed
    case appliance, receiptcorrected
    case cancelasked, cancelapproved, cancelback
    case keysrotated
    case runconsent, stopped, resumed, accountsconfirmed, accountrefused
    case cashdrawn, cashidentified, cashpaid, cashclosed
    case excessreversed, excessknown, refundidentified, refundpaid, refundresult, refundcancelled
    case demanded, recoveryasked, recoverydecided, recoveryback
    case payeeasked, payeechanged, payeeback
    case retroasked, retrodone, retroback
    case budget, orderasked, orderapproved, orderback, orderhanded, orderanswered
    case scheduled, paymentheld, paymentreleased, run, runapproved, runback, runheld, results
    case knownresults, repaid, recovered
    case ticket, passkey, command, loginended
    case grantasked, granted, grantrefused, revoked, revocationwithdrawn
    case terminal, terminalended, stockopened, stockkept, stockremoved, stockclosed
    case emergencyasked, emergencyallowed, emergencyrefused, emergencyended, emergencyreviewed
    case matched, apart, merged, unmerged, numbered
    case inquired, inquiryheld, inquirywithdrawn, inquiryconfirmed, inquiryanswered
    case inquiryincome, inquiryunread, inquirynoconsent
    case consented, consentwithdrawn
    case gapaccepted, staleallowed
    case resent, hubrun, hubcompared, hubproposed, hubon, huboff
    case copyrequested, copyapproved, copyrefused, copywithdrawn, copywritten, mediumrecorded
    case ceilingraised
    case accessconfirmed, alarmsettled, reviewwritten, relationset, relationended, rulesrun
    case protectionasked, protectionendasked, protectionset, protectionended, protectionback
    case posted, olderclosed, takenout, letterreleased, letterrefused, pulled, returnrecorded,
        returnsettled
    case purgeproposed, purgereleased, purgeback, purgestarted, logproposed, logended
    case logback, recordsheld, recordsreleased
    case echecking, eaccepted, ecorrection, ecorrected, ereturned

    case recordentered, recordamended, recordmoved, recordconfirmed, recordattached
    case incidentreported, circularread, surveyanswered, checkanswered, assessmenttaken
    case redacted, suspensionended
    case jobstarted, jobstopped, jobconsented
    case extractiondefined, extractionasked, extractionshared, extractionrefused, extractionended

    /// What a procedure says came of it, kept for the page that follows; nothing of an address.
    private static func said(_ visit: Visit) -> [String] {
        guard let officer = visit.session?.principal.officer else { return [] }
        return [visit.desk.greetings.get(visit.query["said"], of: officer)].compactMap(\.self)
    }

    /// The banner of `?done=…`.
    static func banner(_ visit: Visit) -> Banner? {
        guard let done = Done(rawValue: visit.query["done"]) else { return nil }
        let count = Int(visit.query["n"])
        return switch done {
        case .decisionheld: Banner(.success, "決裁を保留しました。", ["案は一覧の後ろに移り、まとめて決裁できません。"])
        case .runheld: Banner(.success, "決裁を保留しました。", ["支払処理は決裁待ちのまま残り、保留を解くまで決裁できません。"])
        case .decisionresumed: Banner(.success, "保留を解きました。", ["決裁できます。"])
        case .delegated: Banner(.success, "不在時代理を申し出ました。", ["別の職員の承認を待ちます。"])
        case .delegationconfirmed:
            Banner(.success, "不在時代理を承認しました。", ["期間が来ると、代理の職員に決裁の役割が付きます。"])
        case .delegationrefused: Banner(.success, "不在時代理を却下しました。")
        case .delegationended: Banner(.success, "不在時代理を終えました。", ["代理の職員の決裁の役割は消えました。"])
        case .recordkept: Banner(.success, "登録しました。", ["前の記録は消えずに残ります。"])
        case .institutionrecorded:
            Banner(.success, "医療機関マスタに記録しました。", ["前の内容も記録に残ります。"])
        case .masterapplied:
            Banner(.success, "一覧を反映しました。", ["前の内容も記録に残ります。"])
        case .mastersame:
            Banner(.info, "マスタは一覧の内容と同じです。", ["何も書いていません。"])
        case .ruleproposed: Banner(.success, "附加給付を起案しました。", ["別の職員の決裁を待ちます。"])
        case .ruleapproved: Banner(.success, "附加給付を決裁しました。", ["適用日からの計算に使われます。"])
        case .ruleback: Banner(.success, "差し戻しました。")
        case .migrationproposed: Banner(.success, "移行を起案しました。", ["別の職員の決裁を待ちます。"])
        case .migrationapproved: Banner(.success, "移行を決裁しました。", ["システム管理者が実行できます。"])
        case .migrationback: Banner(.success, "差し戻しました。", ["何も移していません。"])
        case .migrationstarted:
            Banner(.info, "移行を始めました。", ["画面を離れても続きます。「更新」で進み具合が分かります。"])
        case .accessconfirmed: Banner(.success, "利用の確認を記録しました。")
        case .alarmsettled: Banner(.success, "警報の結果を記録しました。", ["要調査としたものは、事故の報告（3110）に進んでください。"])
        case .reviewwritten: Banner(.success, "点検を記録しました。")
        case .relationset: Banner(.success, "関係者を登録しました。")
        case .relationended: Banner(.success, "関係者の登録を終えました。")
        case .rulesrun:
            Banner(.success, "分析を終えました。", ["新しい警報は\(count ?? 0)件です。"])
        case .password: Banner(.success, "パスワードを変更しました。")
        case .ticket: Banner(.success, "登録票を確認しました。", ["本人が3日のうちに登録できます。"])
        case .passkey: Banner(.success, "認証器を失効させました。", ["この利用者の開いている画面は終わりました。"])
        case .loginended: Banner(.success, "ログインを終わらせました。", ["その画面は、次の操作から使えません。"])
        case .command:
            Banner(
                .success, "命令の利用を許しました。", ["サーバーの命令は、あなたの権限で働きます。終わったら hagukumi logout を打ってください。"])
        case .grantasked: Banner(.success, "役割を申請しました。", ["別の職員が承認すると付きます。"])
        case .granted: Banner(.success, "役割を承認しました。", ["本人の開いている画面は終わり、次のログインから使えます。"])
        case .grantrefused: Banner(.success, "申請を却下しました。")
        case .revoked: Banner(.success, "利用停止の依頼を登録しました。", ["止める日からは、次の操作から拒まれます。"])
        case .revocationwithdrawn: Banner(.success, "利用停止の依頼を取り消しました。")
        case .terminal: Banner(.success, "端末を登録しました。")
        case .terminalended: Banner(.success, "端末を失効させました。", ["この端末の開いている画面は終わりました。"])
        case .stockopened: Banner(.success, "棚卸しを始めました。", ["決裁者のホームに件数が出ます。"])
        case .stockkept: Banner(.success, "継続と答えました。")
        case .stockremoved: Banner(.success, "削除と答えました。", ["この利用者の権限と開いている画面は終わりました。"])
        case .stockclosed:
            Banner(
                .success, "棚卸しを締め切りました。",
                (count ?? 0) > 0 ? ["回答のない\(count ?? 0)人を停止しました。"] : ["全員の回答がありました。"])
        case .emergencyasked: Banner(.success, "緊急アクセスを申請しました。", ["決裁者と管理者のホームに出ます。"])
        case .emergencyallowed: Banner(.warning, "緊急アクセスを認めました。", ["使う操作は一つずつ記録されます。"])
        case .emergencyrefused: Banner(.success, "緊急アクセスを認めませんでした。")
        case .emergencyended: Banner(.success, "緊急アクセスを終わらせました。", ["3開庁日のうちに点検してください。"])
        case .emergencyreviewed: Banner(.success, "点検を記録しました。")
        case .held: Banner(.success, "申請を保留しました。", ["期限が過ぎると、ホームの「保留の期限切れ」に出ます。"])
        case .released: Banner(.success, "保留を解除しました。", ["続けて審査できます。"])
        case .withdrawn: Banner(.success, "申請を取り下げました。")
        case .checked: Banner(.success, "住民記録を確認し直しました。")
        case .changed: Banner(.success, "変更届を受け付けました。", ["決定が要るものは、別の職員の決裁を待ちます。"])
        case .notice: Banner(.info, "届出を処理しました。", said(visit))
        case .correction: Banner(.success, "訂正を起案しました。", ["別の職員の決裁を待ちます。決裁まで、いまの決定のままです。"])
        case .atonce:
            Banner(.success, "その場で認定しました。", ["専決の定めによる決定です。このまま受給資格証を交付できます。決裁者が後で確認します。"])
        case .notatonce: Banner(.info, "起案しました。", said(visit))
        case .reminded:
            Banner(.success, "\(count ?? 0)件を督促しました。", ["通知は「帳票・通知 発行」から印刷します。"])
        case .yearend:
            Banner(
                .success, "年度末の消滅を起案しました。",
                [
                    "事前承認で決定 \(count ?? 0)件、確認待ち \(Int(visit.query["held"]) ?? 0)件。見込みとの差は下の表にあります。"
                ])
        case .successionasked:
            Banner(.success, "承継を起案しました。", ["別の決裁者が決裁すると、全員の保険の記録が新しい番号に移ります。"])
        case .successioncarried:
            Banner(
                .success, "承継を決裁しました。\(count ?? 0)人の保険の記録を引き継ぎました。",
                ["外れた\(Int(visit.query["held"]) ?? 0)人は再判定を待っています。"])
        case .successionback: Banner(.success, "承継を差し戻しました。")
        case .appealtaken:
            Banner(.success, "審査請求を受け付けました。", ["続いている間、関係する記録の消去は「保存と消去」で停止してください。"])
        case .appealnoted: Banner(.success, "経過を記録しました。")
        case .appealruled: Banner(.success, "裁決を記録しました。", ["決定を変えるときは、訂正を起案して別の職員が決裁します。"])
        case .ruleasked: Banner(.success, "専決の定めを起案しました。", ["別の決裁者が承認すると使えます。"])
        case .rulesigned: Banner(.success, "専決の定めを承認しました。", ["使った件は、一覧で事後確認してください。"])
        case .rulerefused: Banner(.success, "専決の定めを承認しませんでした。")
        case .ruleended: Banner(.success, "専決の定めを終わらせました。", ["これからの認定は、別の職員の決裁を待ちます。"])
        case .headsigned: Banner(.success, "事前承認に署名しました。", ["これから起案される案に及びます。"])
        case .headended: Banner(.success, "事前承認を終わらせました。", ["これからの案は、決裁を待ちます。"])
        case .usechecked: Banner(.success, "事後確認を記録しました。", ["誤りとした件は、対象者台帳の「訂正」から直してください。"])
        case .invited:
            Banner(
                .success, "\(count ?? 0)人に勧奨しました。",
                ["外れた\(Int(visit.query["held"]) ?? 0)人の理由は下の表にあります。通知は「帳票・通知 発行」から印刷します。"])
        case .paperattached: Banner(.success, "書類を登録しました。")
        case .paperredacted: Banner(.success, "黒塗りしました。", ["見えるもの、外に出るものは、黒塗りの写しになりました。"])
        case .papervoided: Banner(.success, "書類を外しました。")
        case .certificatereturned: Banner(.success, "\(count ?? 0)枚の返還を記録しました。")
        case .certificaterecalled: Banner(.success, "\(count ?? 0)枚の回収を始めました。")
        case .proposed: Banner(.success, "決定案を起案しました。", ["別の職員の決裁を待ちます。"])
        case .approved:
            Banner(.success, "\(count ?? 1)件を決裁しました。", ["通知書と受給資格証は「帳票・通知 発行」から交付できます。"])
        case .sentBack: Banner(.success, "差し戻しました。", ["申請は審査待ちに戻りました。"])
        case .lapse: Banner(.success, "資格の消滅を起案しました。", ["別の職員の決裁を待ちます。"])
        case .rejudged: Banner(.success, "再判定を終えました。", ["案は下の一覧にあります。"])
        case .confirmed: Banner(.success, "再判定の結果を確認しました。")
        case .rechecked:
            (count ?? 0) > 0
                ? Banner(.success, "再判定し、\(count ?? 0)件を受け入れました。")
                : Banner(.info, "再判定しました。受け入れられる明細書はありませんでした。", ["残りは、補正するか返戻してください。"])
        case .corrected: Banner(.success, "補正した明細書を受け入れました。")
        case .returned: Banner(.success, "返戻を記録しました。", ["医療機関への返戻の書面を送ってください。"])
        case .claimkeyed: Banner(.success, "明細書を登録しました。", ["続けて次の明細書を入力できます。"])
        case .invoicetaken: Banner(.success, "請求書を取り込みました。", ["取込済みの請求との差異を確かめてください。"])
        case .invoiceknown: Banner(.info, "同じ請求書は取込済みです。何も変わりません。")
        case .invoiceaccepted: Banner(.success, "請求書を検収しました。", ["支払の起案は、会計・予算（1380）で行います。"])
        case .invoiceback: Banner(.success, "請求書を差し戻しました。")
        case .invoicecredit:
            Banner(
                .success, "戻る額の扱いを記録しました。",
                ["繰越は次に検収する請求書との照合で差し引かれ、入金は来た日にこの画面で記録します。"])
        case .invoicereceived: Banner(.success, "審査支払機関からの入金を記録しました。")
        case .objected: Banner(.success, "申立を記録しました。")
        case .objectionsanswered:
            Banner(.success, "申立の結果を記録しました。", ["空けておいた行は、結果待ちのまま残っています。"])
        case .entered: Banner(.success, "\(count ?? 0)件の償還申請を登録しました。", ["審査待ちに入りました。"])
        case .doubtdecided:
            Banner(.success, "判断を記録しました。", ["疑いで保留していた申請は、審査待ちに戻りました。"])
        case .insurersasked: Banner(.success, "\(count ?? 0)件の照会を記録しました。", ["次に見る日が来ると、また一覧に出ます。"])
        case .liabilityopened:
            Banner(.success, "記録を作りました。", ["給付ごとに、事故によるかどうかを選んでください。"])
        case .liabilitymarked: Banner(.success, "事故との関係を記録しました。")
        case .liabilityrecorded, .proxyrecorded: Banner(.success, "記録しました。")
        case .receiptreversed:
            Banner(.success, "入金の記録を取り消しました。正しい額があれば、もう一度記録してください。")
        case .claimbackproposed:
            Banner(.success, "返還を起案しました。", ["別の職員の決裁を待ちます。"])
        case .claimedback:
            Banner(.success, "返還を決裁しました。", ["「振込不能・返還」で、納付の管理に入りました。"])
        case .mandatetaken: Banner(.success, "委任状を受け付けました。", ["一覧から、保険者への請求書を作れます。"])
        case .appliance: Banner(.success, "治療用装具の内容を記録しました。", ["審査待ちに戻りました。"])
        case .receiptcorrected:
            Banner(.success, "領収書の入力を直しました。", ["直した内容で審査待ちに戻りました。前の入力は取下げとして残っています。"])
        case .cancelasked:
            Banner(.success, "決定の取消しを起案しました。", ["別の決裁者の決裁を待ちます。決裁まで、決定は効力を持ちます。"])
        case .cancelapproved:
            Banner(.success, "決定の取消しを決裁しました。", ["申請は保留です。解除すると審査待ちに戻り、決定し直せます。"])
        case .cancelback:
            Banner(.success, "取消しを差し戻しました。", ["決定は効力を持ったままです。"])
        case .examined:
            Banner(
                .success, "\(count ?? 0)件の決定案を起案しました。",
                [
                    some(visit.query["held"]) { "判断できない\($0)件を、理由をつけて保留しました。" },
                    "案は別の職員の決裁を待ちます。",
                ].compactMap(\.self))
        case .paid:
            Banner(
                .success, "\(count ?? 1)件を決裁しました。",
                ["支給の決定は、支給予定の作成で支払日がつきます。"]
                    + (Int(visit.query["more"]).flatMap { $0 > 0 ? $0 : nil }
                        .map { ["\($0)件は、金額によりもう一人の決裁を待ちます。"] } ?? []))
        case .holding: Banner(.success, "保留しました。", ["保留の一覧から、解除または取下げができます。"])
        case .asking:
            Banner(
                .success, "保留しました。",
                ["足りない書類のお知らせが「帳票・通知 発行」（1410）で待っています。もう一度保留にすると催促になります。"])
        case .scheduled:
            Banner(
                .success, "\(count ?? 0)件を支給予定に登録しました。",
                [
                    some(visit.query["held"]) { "うち\($0)件は、口座の不備などのため保留です。" },
                    some(visit.query["later"]) { "締切の後に書類がそろった\($0)件は、後の支払月に入ります。" },
                ].compactMap(\.self))
        case .paymentheld: Banner(.success, "\(count ?? 0)件を保留しました。", ["次の支払処理には入りません。"])
        case .paymentreleased: Banner(.success, "\(count ?? 0)件の保留を解除しました。", ["次の支払処理に入ります。"])
        case .run:
            Banner(
                .success, "支払処理を起案しました。別の職員の決裁を待ちます。",
                (count ?? 0) > 0 ? ["振り込めない\(count ?? 0)件を保留しました。"] : [])
        case .runapproved: Banner(.success, "支払処理を決裁しました。", ["振込データを作成できます。"])
        case .runconsent:
            Banner(.success, "決裁を記録しました。", ["この金額には、もう一人の決裁が要ります。"])
        case .stopped:
            Banner(.warning, "停止しました。", ["どの端末からも始められません。解除は、別の決裁者が行います。"])
        case .keysrotated:
            Banner(.success, "鍵を包み直しました。", ["待ちが残っていれば、もう一度押すと続きから進みます。"])
        case .resumed: Banner(.success, "停止を解除しました。", ["ほかの停止が残っていないか、下の一覧で確かめてください。"])
        case .accountsconfirmed:
            Banner(.success, "\(count ?? 1)件の口座を確認済みにしました。", ["保留の支給は、次の支給予定の作成で解除されます。"])
        case .accountrefused:
            Banner(.success, "口座を認めないと記録しました。", ["受給者に確かめ、正しい口座を届け出てもらってください。"])
        case .runback: Banner(.success, "支払処理を差し戻しました。", ["支給予定は元に戻りました。"])
        case .results:
            (count ?? 0) > 0
                ? Banner(
                    .warning, "結果を取り込みました。振込不能が\(count ?? 0)件あります。",
                    ["「振込不能・返還」で、理由と新しい口座を確かめてください。"])
                : Banner(.success, "結果を取り込みました。すべて支払済みです。")
        case .knownresults: Banner(.info, "この結果は取込済みです。何も変えていません。")
        case .repaid:
            Banner(
                .success, "\(count ?? 0)件を再振込の予定に入れました。",
                (Int(visit.query["held"]) ?? 0) > 0
                    ? ["\(Int(visit.query["held"]) ?? 0)件は、前と違う口座の登録を待っています。"] : [])
        case .recovered: Banner(.success, "返還を記録しました。")
        case .cashdrawn: Banner(.success, "現金を受け入れました。", ["支払日から、本人確認をして渡せます。"])
        case .cashidentified: Banner(.success, "受取人の確認を記録しました。", ["別の職員が現金を渡します。"])
        case .cashpaid: Banner(.success, "交付を記録しました。支払済みです。")
        case .cashclosed:
            Banner(.success, "窓口払を締め切りました。", ["受け取りのなかった分は「振込不能・返還」にあります。"])
        case .demanded: Banner(.success, "発行を記録しました。", ["書面は「帳票・通知 発行」で印刷します。"])
        case .recoveryasked: Banner(.success, "起案しました。", ["別の職員（決裁者）の決裁を待ちます。"])
        case .recoverydecided: Banner(.success, "決裁しました。")
        case .recoveryback: Banner(.success, "差し戻しました。", ["返還は元のままです。"])
        case .excessreversed: Banner(.success, "過誤納の記録を取り消しました。")
        case .excessknown:
            Banner(.success, "取り下げた返還の納付を過誤納にしました。", ["還付または充当を起案してください。"])
        case .refundidentified:
            Banner(.success, "受取人の確認を記録しました。", ["別の職員が現金を渡します。"])
        case .refundpaid: Banner(.success, "還付の交付を記録しました。還付済みです。")
        case .refundcancelled:
            Banner(.success, "還付の決定を取り消しました。", ["過誤納は、もう一度起案できます。"])
        case .refundresult: Banner(.success, "還付の振込の結果を記録しました。")
        case .payeeasked:
            Banner(.success, "支払先の変更を起案しました。", ["別の職員（決裁者）の決裁を待ちます。"])
        case .payeechanged:
            Banner(
                .success, "支払先の変更を決裁しました。",
                ["新しい支払先の支給予定になりました。口座がなければ保留です。口座を登録すると、次の支給予定の作成で解除されます。"])
        case .payeeback: Banner(.success, "差し戻しました。", ["支払先は元のままです。"])
        case .retroasked: Banner(.success, "遡及の精算を起案しました。", ["別の職員（決裁者）の決裁を待ちます。"])
        case .retrodone:
            Banner(
                .success, "遡及の精算を決裁し、実行しました。",
                ["返還は「返還台帳」、過誤は「レセプト・申立」、再審査は「償還申請」に入りました。"])
        case .retroback: Banner(.success, "差し戻しました。", ["何も変わっていません。"])
        case .budget: Banner(.success, "予算を登録しました。")
        case .orderasked: Banner(.success, "支出命令を起案しました。", ["別の職員（決裁者）の決裁を待ちます。"])
        case .orderapproved: Banner(.success, "支出命令を決裁しました。", ["会計管理者に渡せます。"])
        case .orderback: Banner(.success, "支出命令を差し戻しました。")
        case .orderhanded: Banner(.success, "会計管理者への引渡しを記録しました。")
        case .orderanswered: Banner(.success, "会計管理者の審査結果を記録しました。")
        case .matched:
            Banner(.success, "同じ方として決めました。", said(visit))
        case .apart:
            Banner(.success, "別の方として決めました。", said(visit))
        case .merged: Banner(.success, "名寄せしました。", ["二つの番号は、これから一人の方として扱われます。"])
        case .unmerged: Banner(.success, "名寄せを取り消しました。", ["二つの番号は、別の方に戻りました。"])
        case .numbered: Banner(.success, "宛名番号を使えるようにしました。", ["この番号で申請の受付などができます。"])
        case .inquiryheld:
            Banner(
                .success, "照会書は、もう一人の職員の承認を待ちます。",
                ["支援措置の対象の方です。「発送・引抜き」(1420)で承認された後、同じ画面から一通だけ発行できます。"])
        case .inquired: Banner(.success, "照会を依頼しました。", ["回答が届くと、この画面に経過と結果が出ます。"])
        case .inquirywithdrawn: Banner(.success, "取りやめを記録しました。")
        case .inquiryconfirmed: Banner(.success, "結果を確認したことを記録しました。")
        case .inquiryincome:
            Banner(
                .success, "結果を確認し、所得として記録しました。",
                ["児童\(count ?? 0)人を判定し直します（再判定 1150）。所得のページに、照会番号とともに出ます。"])
        case .inquiryunread:
            Banner(
                .warning, "結果を確認したことを記録しました。所得としては読めませんでした。",
                ["項目か金額が目録と違います。内容を見て、課税証明書などで所得を記録してください。"])
        case .inquirynoconsent:
            Banner(
                .warning, "結果を確認したことを記録しました。同意がないため、所得には使いません。",
                ["判定に使うには、本人の同意を記録してから、もう一度照会してください。"])
        case .inquiryanswered: Banner(.success, "回答を記録しました。", ["内容を確かめて、確認を記録してください。"])
        case .consented: Banner(.success, "同意を記録しました。")
        case .consentwithdrawn: Banner(.success, "同意の撤回を記録しました。")
        case .logproposed: Banner(.success, "操作記録の月の満了を起案しました。", ["別の職員（決裁者）の決裁を待ちます。"])
        case .logended:
            Banner(.success, "操作記録の月を終えました。鍵の廃棄を始めます。", ["廃棄の後、その月の記録は読めません。改ざんがないことの証明は残ります。"])
        case .logback: Banner(.success, "操作記録の月の起案を差し戻しました。")
        case .purgeproposed: Banner(.success, "消去を起案しました。", ["別の職員（決裁者）の決裁を待ちます。"])
        case .purgereleased: Banner(.success, "消去を決裁しました。", ["システム管理者が実行できます。"])
        case .purgeback: Banner(.success, "差し戻しました。", ["何も消えていません。"])
        case .purgestarted:
            Banner(.info, "消去を始めました。", ["画面を離れても続きます。「更新」で進み具合が分かります。"])
        case .recordsheld: Banner(.success, "消去の停止を置きました。", ["両方の庫で、この人の記録は消えません。"])
        case .recordsreleased: Banner(.success, "消去の停止を解除しました。")
        case .echecking: Banner(.success, "形式審査を始めました。")
        case .eaccepted:
            Banner(.success, "電子申請を受け付けました。", ["これからは、この申請として審査・決裁します。"])
        case .ecorrection: Banner(.success, "補正を求めました。", ["申請サービスに、理由の区分と期限が伝わります。"])
        case .ecorrected: Banner(.success, "補正を確認しました。", ["形式審査に戻りました。"])
        case .recordentered: Banner(.success, "記入しました。")
        case .recordamended: Banner(.success, "新しい版として残しました。", ["前の版は下の「経過」にあります。"])
        case .recordmoved: Banner(.success, "状態を変えました。")
        case .recordconfirmed: Banner(.success, "二人目の確認を記録しました。")
        case .recordattached: Banner(.success, "証拠のファイルを付けました。")
        case .incidentreported: Banner(.success, "事故を報告しました。", ["所属長と管理者に伝わりました。"])
        case .circularread: Banner(.success, "確認を記録しました。")
        case .surveyanswered: Banner(.success, "回答を受け付けました。", ["だれがどう答えたかは残りません。"])
        case .checkanswered: Banner(.success, "答えを記録しました。")
        case .assessmenttaken: Banner(.success, "評価書の本文を\(count ?? 0)項目取り込みました。")
        case .redacted: Banner(.success, "開示しない部分の決定を記録しました。")
        case .suspensionended: Banner(.success, "利用停止を解除しました。")
        case .ereturned: Banner(.success, "返却しました。")
        case .gapaccepted:
            Banner(
                .success, "欠番を認めました。",
                (count ?? 0) > 0 ? ["待っていた異動\(count ?? 0)件を取り込みました。"] : [])
        case .staleallowed: Banner(.warning, "古い連携のままの発行を許可しました。", ["許可の日を過ぎると、また止まります。"])
        case .resent: Banner(.success, "\(count ?? 0)件を送信待ちに戻しました。")
        case .hubrun:
            Banner(
                .success, "\(count ?? 0)件を登録しました。",
                (Int(visit.query["held"]) ?? 0) > 0
                    ? ["登録できなかったものが\(Int(visit.query["held"]) ?? 0)件あります。"] : [])
        case .hubcompared:
            (count ?? 0) > 0
                ? Banner(.warning, "突合を終えました。違いが\(count ?? 0)件あります。")
                : Banner(.success, "突合を終えました。違いはありません。")
        case .hubproposed: Banner(.success, "PMHの利用の開始を起案しました。", ["別の管理者が確認すると始まります。"])
        case .hubon: Banner(.warning, "PMHの利用を始めました。", ["これから、同意のある方の個人番号を含む登録がPMHに送られます。"])
        case .huboff: Banner(.success, "PMHの利用を停止しました。", ["これからは何も送られません。"])
        case .copyrequested: Banner(.success, "複製を申請しました。", ["別の職員（決裁者）の承認を待ちます。"])
        case .copyapproved: Banner(.success, "複製を承認しました。", ["システム管理者が、期限までに一度だけ作れます。"])
        case .copyrefused: Banner(.success, "不承認にしました。")
        case .copywithdrawn: Banner(.success, "申請を取り下げました。")
        case .copywritten: Banner(.success, "複製を作りました。", ["渡すときは、媒体ごとに記録してください。"])
        case .mediumrecorded: Banner(.success, "媒体の記録を残しました。")
        case .extractiondefined: Banner(.success, "抽出の定義を残しました。", ["いまは自分だけが使えます。"])
        case .extractionasked:
            Banner(.success, "共有を申請しました。", ["個人の項目がなければ、すぐに共有されます。あれば、二人目の承認を待ちます。"])
        case .extractionshared: Banner(.success, "定義の共有を承認しました。")
        case .extractionrefused: Banner(.success, "定義の共有を承認しませんでした。")
        case .extractionended: Banner(.success, "定義を使わないことにしました。")
        case .jobstarted: Banner(.success, "ジョブを始めました。", ["この画面を離れても続きます。"])
        case .jobstopped: Banner(.success, "停止を指示しました。", ["次の区切りで止まります。済んだ分はそのまま残ります。"])
        case .jobconsented:
            Banner(.success, "続行を承認しました。", ["始めた職員が「実行・再開する」で続けます。"])
        case .ceilingraised: Banner(.success, "きょうの上限を上げました。", ["理由とともに記録しました。"])
        case .protectionasked:
            Banner(.success, "支援措置の登録を起案しました。", ["通知は止まりました。別の職員の決裁を待ちます。"])
        case .protectionendasked: Banner(.success, "支援措置の終了を起案しました。", ["別の職員の決裁を待ちます。"])
        case .protectionset: Banner(.success, "支援措置を登録しました。", ["すべての画面で居場所が隠れました。"])
        case .protectionended: Banner(.success, "支援措置を終えました。")
        case .protectionback: Banner(.success, "起案を差し戻しました。")
        case .posted:
            (Int(visit.query["held"]) ?? 0) > 0
                ? Banner(
                    .warning, "\(count ?? 0)通の発送を記録しました。",
                    ["支援措置のため\(Int(visit.query["held"]) ?? 0)通が引抜きになりました。発送しないでください。"])
                : Banner(.success, "\(count ?? 0)通の発送を記録しました。")
        case .olderclosed:
            (Int(visit.query["left"]) ?? 0) > 0
                ? Banner(
                    .warning, "相手方あての文書 \(count ?? 0)通を発送済みにしました。",
                    [
                        "支援措置のある世帯の\(Int(visit.query["left"]) ?? 0)通は残しました。一通ずつ確かめてください。"
                    ])
                : Banner(.success, "相手方あての文書 \(count ?? 0)通を発送済みにしました。")
        case .takenout: Banner(.success, "引抜きを記録しました。")
        case .pulled: Banner(.warning, "引抜きにしました。", ["束から抜き、処分を下の「引抜き」に記録してください。"])
        case .returnrecorded: Banner(.success, "返戻を記録しました。", ["下の一覧の「次にすること」を確かめてください。"])
        case .returnsettled: Banner(.success, "返戻の処理を記録しました。")
        case .letterreleased: Banner(.success, "発送を承認しました。", ["担当の職員が発行できます。"])
        case .letterrefused: Banner(.success, "発送を認めないことを記録しました。")
        case .letter: Banner(.success, "保険者の通知を入力しました。", ["審査待ちに戻りました。"])
        }
    }

    /// A sentence about a number that came with the address; none where it is none.
    private static func some(_ number: String, _ words: (Int) -> String) -> String? {
        Int(number).flatMap { $0 > 0 ? words($0) : nil }
    }
}
