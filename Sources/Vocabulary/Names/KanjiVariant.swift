// SPDX-License-Identifier: Apache-2.0

/// Variants of kanji that search treats as one character (異体字). Made by hand from the old and
/// new forms of 常用漢字 and 人名用漢字 and the variants seen in family names; no table of a
/// licence that travels with it was used. For search only: 斉 and 斎 are different names.
enum KanjiVariant {
    /// The common form of a variant; any other scalar itself.
    static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value >= 0x3400 else { return scalar }
        return table[scalar] ?? scalar
    }

    private static let table: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for row in variants {
            for pair in row.split(separator: " ") {
                let scalars = Array(pair.unicodeScalars)
                precondition(scalars.count == 2, "a variant and its common form")
                table[scalars[0]] = scalars[1]
            }
        }
        for (value, common) in compatibility {
            guard let scalar = Unicode.Scalar(value) else { continue }
            table[scalar] = common
        }
        return table
    }()

    /// Variant and common form, pair by pair.
    private static let variants = [
        "髙高 \u{FA11}崎 嵜崎 㟢崎 \u{20BB7}吉 邊辺 邉辺 濵浜 濱浜 齋斉 齊斉 斎斉 澤沢 廣広 國国 櫻桜",
        "嶋島 嶌島 德徳 瀨瀬 眞真 槇槙 冨富 舘館 渕淵 渊淵 龍竜 瀧滝 萬万 與与 惠恵 榮栄",
        "實実 藏蔵 壽寿 圓円 學学 應応 禮礼 靜静 淸清 晉晋 增増 會会 條条 關関 黑黒 橫横",
        "鷗鴎 鄕郷 莊荘 薗園 檜桧 穗穂 龜亀 峯峰 埜野 凉涼 緖緒 彌弥 禰祢 彥彦 顯顕 敎教",
        "單単 戶戸 靑青 緣縁 藪薮 蘆芦 舩船 栁柳 桒桑 枩松 柗松 曻昇 㐂喜 壯壮 兒児 豐豊",
        "鐵鉄 錄録 賴頼 濤涛 亞亜 佛仏 來来 假仮 傳伝 價価 兩両 劔剣 劒剣 劍剣 劎剣 勳勲",
        "勵励 區区 參参 團団 圖図 堯尭 奧奥 孃嬢 寬寛 寳宝 寶宝 對対 將将 專専 嶽岳 巖巌",
        "帶帯 廳庁 彈弾 恆恒 惡悪 戰戦 拜拝 據拠 擧挙 攝摂 敕勅 晝昼 曉暁 曆暦 樂楽 樓楼",
        "樣様 權権 步歩 歷歴 每毎 氣気 滿満 澁渋 灣湾 爲為 獨独 獻献 發発 盡尽 祿禄 禪禅",
        "稻稲 穰穣 竝並 絲糸 經経 綠緑 總総 縣県 纖繊 缺欠 聲声 聰聡 肅粛 脫脱 臺台 舊旧",
        "莖茎 萠萌 藝芸 藥薬 處処 號号 蟲虫 螢蛍 衞衛 裝装 覺覚 覽覧 觀観 證証 讓譲 豫予",
        "貳弐 賣売 贊賛 轉転 遙遥 邨村 醫医 釀醸 鑛鉱 錢銭 鎭鎮 鑄鋳 隨随 險険 雙双 雜雑",
        "靈霊 鷄鶏 雞鶏 鹽塩 麥麦 黃黄 齡齢 槗橋 吞呑 姬姫 內内 吳呉 產産 礪砺 籔薮 籠篭",
        "翆翠 萊莱 蔣蒋 蟬蝉 賤賎 郞郎 鈎鉤 隝島 隯島 頴穎 頰頬 餠餅 驒騨 髮髪 鬪闘 鶯鴬",
        "麴麹 麵麺 燈灯 燒焼 燿耀 畆畝 畧略 畫画 當当 疊畳 瘦痩 癡痴 硏研 祕秘 穐秋 秌秋",
        "穩穏 竊窃 筝箏 粹粋 縱縦 續続 罐缶 膽胆 舍舎 艷艶 菴庵 蘂蕊 蠣蛎 蠟蝋 諫諌 譽誉",
        "讀読 變変 豔艶 軀躯 迯逃 遲遅 邇迩 鄰隣 鐡鉄 銕鉄 鋪舗 鎻鎖 鐮鎌 閇閉 陷陥 靍鶴",
        "靏鶴 鸖鶴 韭韮 顚顛 飮飲 餘余 駈駆 驅駆 驗験 體体 鬭闘 鰺鯵 鼡鼠 齒歯 壻婿 姸妍",
        "峽峡 巢巣 廐厩 廏厩 廚厨 弍弐 弉奘 强強 徃往 徑径 從従 悅悦 悳徳 戀恋 戲戯 拂払",
        "搜捜 搖揺 擇択 擔担 攜携 收収 效効 數数 斷断 旣既 昻昂 晚晩 晄晃 晧皓 暎映 曾曽",
        "朖朗 栢柏 查査 桺柳 棊棋 棧桟 槪概 橢楕 檢検 歐欧 歸帰 殘残 毆殴 沒没 淨浄 淺浅",
        "渴渇 溪渓 澀渋 濕湿 濟済 瀆涜 灌潅 烱炯 煕熙 凞熙 爭争 牀床 犧犠 狹狭 獵猟 珎珍",
        "瑤瑶 瓣弁 甁瓶 歲歳 况況 减減 凢凡 凬風 刄刃 刧劫 卆卒 卽即 厰廠 叓事 吿告 喆哲",
        "嚴厳 囘回 囬回 圀国 圡土 埓埒 塲場 墻牆 壘塁 夲本 侫佞 俠侠 倂併 僞偽 僊仙 儘侭",
        "兔兎 凜凛 处処 剝剥 啞唖 噓嘘 圈圏 塡填 壞壊 墮堕 壤壌 壓圧 拔抜 挾挟 插挿 揭掲",
        "搔掻 摑掴 擴拡 擊撃 攪撹",
    ]

    /// The compatibility kanji of Japanese character sets, by their canonical decomposition
    /// (Unicode), folded once more by the pairs above.
    private static let compatibility: [UInt32: Unicode.Scalar] = [
        0xFA10: "塚", 0xFA12: "晴", 0xFA15: "熙", 0xFA16: "猪", 0xFA17: "益",
        0xFA18: "礼", 0xFA19: "神", 0xFA1A: "祥", 0xFA1B: "福", 0xFA1C: "靖",
        0xFA1D: "精", 0xFA1E: "羽", 0xFA20: "蘒", 0xFA22: "諸", 0xFA25: "逸",
        0xFA26: "都", 0xFA2A: "飯", 0xFA2B: "飼", 0xFA2C: "館", 0xFA2D: "鶴",
        0xFA2E: "郎", 0xFA2F: "隷", 0xFA30: "侮", 0xFA31: "僧", 0xFA32: "免",
        0xFA33: "勉", 0xFA34: "勤", 0xFA35: "卑", 0xFA36: "喝", 0xFA37: "嘆",
        0xFA38: "器", 0xFA39: "塀", 0xFA3A: "墨", 0xFA3B: "層", 0xFA3C: "屮",
        0xFA3D: "悔", 0xFA3E: "慨", 0xFA3F: "憎", 0xFA40: "懲", 0xFA41: "敏",
        0xFA42: "既", 0xFA43: "暑", 0xFA44: "梅", 0xFA45: "海", 0xFA46: "渚",
        0xFA47: "漢", 0xFA48: "煮", 0xFA49: "爫", 0xFA4A: "琢", 0xFA4B: "碑",
        0xFA4C: "社", 0xFA4D: "祉", 0xFA4E: "祈", 0xFA4F: "祐", 0xFA50: "祖",
        0xFA51: "祝", 0xFA52: "禍", 0xFA53: "禎", 0xFA54: "穀", 0xFA55: "突",
        0xFA56: "節", 0xFA57: "練", 0xFA58: "縉", 0xFA59: "繁", 0xFA5A: "署",
        0xFA5B: "者", 0xFA5C: "臭", 0xFA5D: "艹", 0xFA5E: "艹", 0xFA5F: "著",
        0xFA60: "褐", 0xFA61: "視", 0xFA62: "謁", 0xFA63: "謹", 0xFA64: "賓",
        0xFA65: "贈", 0xFA66: "辶", 0xFA67: "逸", 0xFA68: "難", 0xFA69: "響",
        0xFA6A: "頻", 0xFA6B: "恵", 0xFA6C: "𤋮", 0xFA6D: "館",
    ]
}
