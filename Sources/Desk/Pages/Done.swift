// SPDX-License-Identifier: Apache-2.0
import Safeguards

/// What was done, said on the page that a POST leads to. A closed list: nothing typed into an
/// address can become a message.
enum Done: String {
    case password, nocode
    case held, released, withdrawn, checked
    case proposed, approved, sentBack = "back"
    case lapse, rejudged, confirmed, issued
    case rechecked, corrected, returned, objected
    case entered, examined, paid, holding, letter
    case keysrotated
    case runconsent, stopped, resumed, accountsconfirmed, accountrefused
    case scheduled, paymentheld, paymentreleased, run, runapproved, runback, results
    case knownresults, repaid, recovered
    case ticket, passkey, command
    case grantasked, granted, grantrefused, revoked, revocationwithdrawn
    case terminal, terminalended, stockopened, stockkept, stockremoved, stockclosed
    case emergencyasked, emergencyallowed, emergencyrefused, emergencyended, emergencyreviewed
    case matched, apart, merged, unmerged, numbered
    case inquired, inquirywithdrawn, inquiryconfirmed, inquiryanswered
    case consented, consentwithdrawn
    case gapaccepted, staleallowed
    case resent, hubrun, hubcompared, hubproposed, hubon, huboff
    case copyrequested, copyapproved, copyrefused, copywithdrawn, copywritten, mediumrecorded
    case ceilingraised
    case accessconfirmed, alarmsettled, reviewwritten, relationset, relationended, rulesrun
    case protectionasked, protectionendasked, protectionset, protectionended, protectionback
    case posted, takenout, letterreleased, letterrefused
    case purgeproposed, purgereleased, purgeback, purgestarted, recordsheld, recordsreleased
    case echecking, eaccepted, ecorrection, ecorrected, ereturned

    case recordentered, recordamended, recordmoved, recordconfirmed, recordattached
    case incidentreported, circularread, surveyanswered, checkanswered, assessmenttaken
    case redacted, suspensionended

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
        case .nocode: Banner(.warning, "その画面コードはありません。", ["4桁の画面コードは各画面の見出しの左にあります。"])
        case .held: Banner(.success, "申請を保留しました。", ["期限が過ぎると、ホームの「保留の期限切れ」に出ます。"])
        case .released: Banner(.success, "保留を解除しました。", ["続けて審査できます。"])
        case .withdrawn: Banner(.success, "申請を取り下げました。")
        case .checked: Banner(.success, "住民記録を確認し直しました。")
        case .proposed: Banner(.success, "決定案を起案しました。", ["別の職員の決裁を待ちます。"])
        case .approved:
            Banner(.success, "\(count ?? 1)件を決裁しました。", ["通知書と受給資格証は「帳票・通知 発行」から交付できます。"])
        case .sentBack: Banner(.success, "差し戻しました。", ["申請は審査待ちに戻りました。"])
        case .lapse: Banner(.success, "資格の消滅を起案しました。", ["別の職員の決裁を待ちます。"])
        case .rejudged: Banner(.success, "再判定を終えました。", ["案は下の一覧にあります。"])
        case .confirmed: Banner(.success, "再判定の結果を確認しました。")
        case .issued: Banner(.success, "交付しました。")
        case .rechecked:
            (count ?? 0) > 0
                ? Banner(.success, "再判定し、\(count ?? 0)件を受け入れました。")
                : Banner(.info, "再判定しました。受け入れられる明細書はありませんでした。", ["残りは、補正するか返戻してください。"])
        case .corrected: Banner(.success, "補正した明細書を受け入れました。")
        case .returned: Banner(.success, "返戻を記録しました。", ["医療機関への返戻の書面を送ってください。"])
        case .objected: Banner(.success, "申立を記録しました。")
        case .entered: Banner(.success, "\(count ?? 0)件の償還申請を登録しました。", ["審査待ちに入りました。"])
        case .examined:
            Banner(
                .success, "\(count ?? 0)件の決定案を起案しました。",
                ["判断できない\(Int(visit.query["held"]) ?? 0)件を、理由をつけて保留しました。", "案は別の職員の決裁を待ちます。"])
        case .paid:
            Banner(
                .success, "\(count ?? 1)件を決裁しました。",
                ["支給の決定は、支給予定の作成で支払日がつきます。"]
                    + (Int(visit.query["more"]).flatMap { $0 > 0 ? $0 : nil }
                        .map { ["\($0)件は、金額によりもう一人の決裁を待ちます。"] } ?? []))
        case .holding: Banner(.success, "保留しました。", ["保留の一覧から、解除または取下げができます。"])
        case .scheduled:
            Banner(
                .success, "\(count ?? 0)件を支給予定に登録しました。",
                [
                    "うち\(Int(visit.query["held"]) ?? 0)件は、口座の不備などのため保留です。",
                    "締切の後に書類がそろった\(Int(visit.query["later"]) ?? 0)件は、後の支払月に入ります。",
                ])
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
        case .matched:
            Banner(.success, "同じ方として決めました。", said(visit))
        case .apart:
            Banner(.success, "別の方として決めました。", said(visit))
        case .merged: Banner(.success, "名寄せしました。", ["二つの番号は、これから一人の方として扱われます。"])
        case .unmerged: Banner(.success, "名寄せを取り消しました。", ["二つの番号は、別の方に戻りました。"])
        case .numbered: Banner(.success, "宛名番号を使えるようにしました。", ["この番号で申請の受付などができます。"])
        case .inquired: Banner(.success, "照会を依頼しました。", ["回答が届くと、この画面に経過と結果が出ます。"])
        case .inquirywithdrawn: Banner(.success, "取りやめを記録しました。")
        case .inquiryconfirmed: Banner(.success, "結果を確認したことを記録しました。")
        case .inquiryanswered: Banner(.success, "回答を記録しました。", ["内容を確かめて、確認を記録してください。"])
        case .consented: Banner(.success, "同意を記録しました。")
        case .consentwithdrawn: Banner(.success, "同意の撤回を記録しました。")
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
        case .takenout: Banner(.success, "引抜きを記録しました。")
        case .letterreleased: Banner(.success, "発送を承認しました。", ["担当の職員が発行できます。"])
        case .letterrefused: Banner(.success, "発送を認めないことを記録しました。")
        case .letter: Banner(.success, "保険者の通知を入力しました。", ["審査待ちに戻りました。"])
        }
    }
}
