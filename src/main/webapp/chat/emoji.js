/** Common emoji by groups, each with the words that find it. */
const TABLE = {
  smileys: `😀 grin 笑 开心|😄 laugh happy 大笑 哈哈|😁 beam grin 嘻嘻|😆 laugh 笑死 哈哈|😅 sweat relief 汗 尴尬|🤣 rofl 笑哭 打滚
|😂 joy tears 笑哭|🙂 smile 微笑|🙃 upside down 倒脸|😉 wink 眨眼|😊 blush happy 害羞 开心|😇 angel halo 天使|🥰 love adore 喜爱
|😍 heart eyes love 色 喜欢|😘 kiss 亲亲 飞吻|😋 yummy tongue 馋 好吃|😜 wink tongue 吐舌 调皮|🤪 zany crazy 疯|🤗 hug 抱抱|🤭 giggle 偷笑
|🤫 hush quiet 嘘|🤔 think hmm 思考 疑问|🤐 zip mouth 闭嘴|😐 neutral 无语|😑 blank 黑线|😏 smirk 得意 阴险|😒 unamused 鄙视
|🙄 eye roll 白眼|😬 grimace awkward 尴尬|😌 relieved calm 安心|😔 sad pensive 失落|😪 sleepy 困|😴 sleep 睡觉|😷 mask ill 口罩
|🤒 fever ill 生病|🤯 mind blown 震惊|😎 cool sunglasses 酷|🤓 nerd 书呆子|😕 confused 困惑|😟 worried 担心|😮 wow open mouth 惊讶
|😲 astonished 吃惊|😳 flushed 囧 脸红|🥺 please pleading 可怜 求|😢 cry sad 哭 泪|😭 sob cry 大哭|😱 scream fear 害怕 惊恐
|😖 frustrated 烦|😩 tired weary 累|😤 huff 哼|😡 angry mad 生气 怒|🤬 swear 骂|💀 skull dead 骷髅|💩 poop 便便|🤡 clown 小丑
|👻 ghost 鬼|🤖 robot 机器人`,
  people: `👍 thumbs up yes good 赞 好|👎 thumbs down no 弱 差|👌 ok 好的|✌️ victory peace 耶 胜利
|🤞 fingers crossed luck 祈祷好运|🤟 love you 爱你|🤙 call 打电话|👈 left 左|👉 right 右|👆 up 上|👇 down 下|✋ stop hand 停
|👋 wave hello bye 再见 你好|👏 clap 鼓掌|🙌 hooray 万岁|🤝 handshake deal 握手 合作|🙏 thanks please pray 谢谢 拜托
|💪 strong muscle 加油 给力|🫡 salute 敬礼 收到|🤷 shrug 耸肩 不知道|🤦 facepalm 捂脸|🙋 raise hand 举手|🙅 no 不行|🙇 bow sorry 抱歉 鞠躬
|👀 eyes look 围观 看|👶 baby 宝宝|👩‍💻 coder woman computer 程序员|👨‍💻 coder man computer 程序员|🏃 run 跑|🚶 walk 走`,
  hearts: `❤️ heart love red 心 爱|🧡 heart orange 心|💛 heart yellow 心|💚 heart green 心|💙 heart blue 心
|💜 heart purple 心|🖤 heart black 心|💔 broken heart 心碎|💕 hearts love 爱心|💯 hundred perfect 满分|🔥 fire hot 火
|✨ sparkles 闪亮|⭐ star 星星|🎉 party tada 庆祝 撒花|🎂 cake birthday 生日 蛋糕|🎁 gift present 礼物|🧧 red envelope money 红包
|🎊 confetti 庆祝|💐 flowers 花|🌹 rose 玫瑰`,
  nature: `🐶 dog 狗|🐱 cat 猫|🐭 mouse 鼠|🐰 rabbit 兔|🦊 fox 狐狸|🐻 bear 熊|🐼 panda 熊猫|🐯 tiger 虎|🦁 lion 狮子|🐮 cow 牛|🐷 pig 猪
|🐸 frog 青蛙|🐵 monkey 猴|🐔 chicken 鸡|🐧 penguin 企鹅|🐦 bird 鸟|🐴 horse 马|🐝 bee 蜜蜂|🦋 butterfly 蝴蝶|🐢 turtle 龟|🐍 snake 蛇
|🐉 dragon 龙|🐳 whale 鲸|🐟 fish 鱼|🌸 blossom 樱花|🌻 sunflower 向日葵|🌲 tree 树|🍀 clover luck 四叶草|🌙 moon 月亮|☀️ sun 太阳
|☁️ cloud 云|🌧️ rain 雨|⛈️ storm 雷雨|❄️ snow 雪|🌈 rainbow 彩虹|🌊 wave sea 海浪`,
  food: `🍎 apple 苹果|🍊 orange 橙|🍋 lemon 柠檬|🍌 banana 香蕉|🍉 watermelon 西瓜|🍇 grapes 葡萄|🍓 strawberry 草莓|🍑 peach 桃
|🍅 tomato 番茄|🥕 carrot 胡萝卜|🌽 corn 玉米|🍞 bread 面包|🧀 cheese 奶酪|🍳 egg 鸡蛋|🍔 burger 汉堡|🍟 fries 薯条|🍕 pizza 披萨|🌮 taco 卷饼
|🍜 noodles 面条|🍚 rice 米饭|🍣 sushi 寿司|🥟 dumpling 饺子|🍲 hotpot stew 火锅|🍰 cake 蛋糕|🍫 chocolate 巧克力|🍪 cookie 饼干
|🍦 ice cream 冰淇淋|☕ coffee 咖啡|🍵 tea 茶|🥛 milk 牛奶|🧋 bubble tea 奶茶|🍺 beer 啤酒|🍻 cheers 干杯|🍷 wine 红酒`,
  things: `⚽ football soccer 足球|🏀 basketball 篮球|🏓 ping pong 乒乓球|🎮 game 游戏|🎵 music note 音乐
|🎤 microphone sing 话筒 唱歌|🎸 guitar 吉他|🎬 film movie 电影|📷 camera 相机|📱 phone 手机|💻 computer laptop 电脑|⌨️ keyboard 键盘
|💡 idea bulb 主意|🔋 battery 电池|📧 mail 邮件|📎 clip attach 附件|📌 pin 图钉|📅 calendar date 日历|⏰ alarm clock 闹钟
|⌛ hourglass wait 沙漏 等|🔍 search 搜索|🔒 lock 锁|🔑 key 钥匙|🔧 wrench tool 工具|🐛 bug 虫子 故障|🚀 rocket ship launch 火箭 上线
|🚗 car 汽车|🚲 bicycle 自行车|🚆 train 火车|✈️ plane 飞机|⛵ boat 船|🏠 home house 家|🏢 office 办公室|⛰️ mountain hike 山
|🏖️ beach 海滩|⛺ tent camp 帐篷|💰 money 钱|📈 chart up 上涨|📉 chart down 下跌|📝 note write 笔记|📚 books 书|🎓 graduate 毕业`,
  signs: `✅ check done yes 完成 对|❌ cross no 错|❓ question 问号|❗ exclamation 感叹号|⚠️ warning 警告|🚫 forbidden 禁止
|⛔ stop 停止|🆗 ok 好|🆕 new 新|➕ plus 加|➖ minus 减|➡️ right arrow 右|⬅️ left arrow 左|⬆️ up arrow 上|⬇️ down arrow 下
|🔄 again refresh 刷新|🔔 bell 铃|🔕 bell off mute 静音|💬 speech chat 聊天|💤 sleep zzz 睡|🔴 red circle 红|🟢 green circle 绿
|🟡 yellow circle 黄|🇨🇳 china flag 中国|🏁 finish flag 终点`,
};

/**
 * @typedef {object} Emoji
 * @property {string} sign
 * @property {string} words that find it, English and Chinese
 */

/** @type {{name: string, emoji: Emoji[]}[]} in the order in which they are shown */
export const GROUPS = Object.entries(TABLE).map(([name, rows]) => ({
  name,
  emoji: rows.split('|').map((row) => {
    const [sign, ...words] = row.trim().split(' ');
    return { sign, words: words.join(' ') };
  }),
}));

/**
 * @param {string} wanted parts of its words, all of which must fit
 * @returns {Emoji[]} each once
 */
export function findEmoji(wanted) {
  const wantedParts = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ words }) => wantedParts.every((part) => words.split(' ').some((word) => word.includes(part)));
  return GROUPS.flatMap(({ emoji }) => emoji).filter(fits);
}

/** @returns {string} what an emoji is called in a language, `en` or `zh` */
export function nameOf({ words }, lang) {
  const isChinese = (word) => /\p{Script=Han}/u.test(word);
  return words.split(' ').filter((word) => isChinese(word) === (lang === 'zh')).join(' ');
}
