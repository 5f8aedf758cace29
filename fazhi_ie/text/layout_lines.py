"""What one line of a matching view is by its own shape: furniture, key and value, heading, date, speaker."""

from __future__ import annotations

import regex

_NUMERAL = "一二三四五六七八九十"
#: A heading number at the start of a line: group name = its level.
HEADING = regex.compile(
    rf"(?P<one>第[{_NUMERAL}]{{1,3}}(?:章|编|部分)[、:.]?|[{_NUMERAL}]{{1,3}}(?:、|\.(?!\d)))"
    rf"|(?P<two>第[{_NUMERAL}]{{1,3}}节[、:.]?|\(?[{_NUMERAL}]{{1,3}}\)[、.]?)"
    r"|(?P<three>\d{1,2}(?:、|\.(?!\d))|\(?\d{1,2}\)[、.]?)"
)
#: A number of several parts, as PDF files have them: 1.1, 2.3.1; what follows must not make a decimal of it.
DOTTED = regex.compile(
    r"(?<![\d.])(\d{1,2}(?:\.\d{1,2}){1,2})[、.]?(?![\d.%,、。;:)])"
    r"(?=[\p{Han}“《 ])(?! ?(?:万|亿|千|百|倍|[个件项家条人次户名元吨亩米年月日天]\p{P}|个百分点|平方|公里|公顷))"
)
#: Signs of decoration before the number of a heading.
DECOR = regex.compile(r"(?:#{1,6}|\*{1,3}|[【〖\[■◆●▪★▲►])(?: ?(?:\*{1,3}|[【〖\[]))? ?(?=[第(\d一二三四五六七八九十])")
#: A heading without a number that is set off by brackets or asterisks, alone in its line or before run-in text.
WRAPPED = regex.compile(
    r"(?:#{1,6} ?(?P<title>[^。;,!?:#*\n]{2,30})$"
    r"|\*{2,3}(?P<title>[^。;,!?:*\n]{2,30})[。:]?\*{2,3}[。:]?"
    r"|[【〖](?P<title>(?=\p{Han})[^。;,!?:【】〖〗\n]{3,30})[】〗][。:]?)(?!号)"
)
#: A marker that opens a list item at the start of a line.
LINE_MARKER = regex.compile(
    rf"[{_NUMERAL}]{{1,3}}[是要](?!否)|第[{_NUMERAL}]{{1,3}},|首先,|其次,|再次,|最后,|[\u2460-\u2473]|——|[•●■◆▪]"
)
_FURNITURE = regex.compile(
    r"(?:返回(?:顶部|首页|列表|目录)|分享(?:到|至|给)?.{0,12}|打印(?:本页|此页|本文)?|关闭(?:窗口|本页|页面)?|收藏(?:本页)?|下载|全屏"
    r"|[【\[]?字[体号][:】\]]?.{0,12}|加大|还原|减小|大|中|小|责任编辑.{0,20}|(?:编辑|审核|责编|校对|初审|终审)[::].{0,20}"
    r"|扫一扫.{0,20}|(?:上|下)一(?:篇|条|页)[::]?.{0,60}|版权所有.{0,80}|(?:主办|承办|协办|技术支持)(?:单位)?[::].{0,60}"
    r"|.{0,40}(?:ICP备|公网安备|网站标识码|网安备).{0,60}|(?:网站地图|联系我们|关于我们|网站声明|隐私声明)[|].{0,40}"
    r"|相关(?:报道|文档|链接|新闻|阅读|稿件|文章|信息|附件|推荐)[::]?|点击(?:数|率|量|次数|图片|查看|进入).{0,24}"
    r"|(?:阅读|浏览|访问|点击)(?:量|次数|数)?[::]?\d{0,9}次?|[(](?:责任编辑|编辑|来源|供稿)[::][^()]{1,20}[)]|[(]?此件(?:公开|主动公开|依申请公开)[^。]{0,8}[)]?|您?(?:现在|当前)?的?(?:所在)?位置(?:是)?[::].{0,60}"
    r"|(?:[\p{Han}A-Za-z]{2,10}[|·/]){2,}[\p{Han}A-Za-z]{2,10}"
    r"|首页|网站首页|政务公开|政府信息公开|政务服务|互动交流|新闻中心|专题专栏|数据开放|通知公告|走进\p{Han}{2,4}|用微信扫.{0,30}|微信扫.{0,30}|无障碍(?:浏览|阅读)?|长者模式|登录|注册|搜索|我要纠错|【?(?:打印|关闭|收藏).{0,16}】?)"
)
_WORD = regex.compile(r"[\p{Han}\p{L}\p{N}]")
#: What opens the part of a page that lies behind the text proper.
END_OF_TEXT = regex.compile(
    r"相关(?:报道|文档|链接|新闻|阅读|稿件|文章|推荐)[::]?$|扫一扫|(?:上|下)一(?:篇|条)|版权所有|主办单位|》》"
)
_KEYS = (
    "索引号|信息索引|主题分类|信息分类|组配分类|分类|体裁分类|服务对象|发文机构|发文机关|发布机构|发布机关|发布单位|公开机构|公开责任部门|发文字号|"
    "发文文号|文件编号|文号|成文日期|发文日期|发布日期|生成日期|公开日期|印发日期|发布时间|成文时间|生成时间|发表时间|公开时间|更新时间|信息来源|"
    "文章来源|稿件来源|来源|作者|时间|日期|有效性|效力状态|有效状态|是否有效|内容概述|内容概要|信息名称|文件名称|名称|标题|主题词|关键词|公开方式|"
    "公开范围|公开类别|公开形式|公开属性|公文种类|体裁|废止日期|失效日期|生效日期|实施日期|发布人|供稿|记者|点击数|浏览次数|阅读次数|"
    "公布日期|公布时间|发文时间|印发时间|制发日期|更新日期|上传时间|录入时间|制定机关|制发机关|公开单位|发文单位|责任单位|责任部门|浏览量|阅读量|访问量|点击量|"
    "访问次数|点击次数|文件类型|文种|统一编号|备注|关键字|内容分类|编辑|签发人|"
    "字号(?=[\\]】]?:\\p{Han}{1,10}[〔\\[(【])"
)
KEY = regex.compile(rf"(?:^|(?<=[|\]】;, \d])|(?<=\p{{Han}}))[•·*\[【]?({_KEYS})[\]】]?:")
#: Keys that are no other word, so that they count without a colon in a table that has become one line.
TABLE_KEY = regex.compile(
    "(索引号|信息索引|主题分类|信息分类|组配分类|体裁分类|发文机构|发文机关|发布机构|发布机关|公开机构|公开责任部门|发文字号|发文文号|文件编号|"
    "成文日期|发文日期|发布日期|生成日期|公开日期|印发日期|发布时间|成文时间|公开时间|信息名称|文件名称|有效性|效力状态|文号|主题词|公开方式|公开范围|"
    "浏览次数|阅读次数|访问次数|点击次数|浏览量|阅读量|访问量|点击数|信息来源|文章来源|公开形式|公开类别|更新时间|生成时间)[|]?"
)
BARE_KEY = regex.compile(rf"[•·*\[【]?({_KEYS})[\]】]?:?")
DATE_LINE = regex.compile(
    r"[(]?(?:\d{4}|[〇零○Oo一二三四五六七八九]{4})年(?:\d{1,2}|元|[一二三四五六七八九十]{1,2})月"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?: ?\d{1,2}:\d{2}(?::\d{2})?)?[)]?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: ?\d{2}:\d{2}(?::\d{2})?)?"
)
_BODIES = (
    "人民政府|政府|委员会|局|厅|办公室|办事处|管委会|领导小组|法院|检察院|司法所|支队|大队|总队|中心|集团"
    "|市委|县委|区委|省委|党委|办"
)
SIGNATURE = regex.compile(rf"[\p{{Han}}()、]{{2,40}}(?:{_BODIES})(?:[(](?:盖章|章)[)])?")
#: What stands above the date of a signature, whatever the body is called.
SIGNED = regex.compile(r"[\p{Han}()、·]{2,40}")
#: Signature and date in one line.
SIGNED_LINE = regex.compile(
    rf"(?P<body>\p{{Han}}{{2,24}}?(?:{_BODIES}))(?:[(](?:盖章|章)[)])? ?"
    r"(?P<date>(?:\d{4}|[〇零○一二三四五六七八九]{4})年(?:\d{1,2}|元|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)"
)
#: Signature and date glued to the end of the last paragraph.
GLUED_END = regex.compile(
    rf"(?<=[。!.])(?P<body>\p{{Han}}{{2,24}}?(?:{_BODIES}))?(?P<date>(?:\d{{4}}|[〇零○一二三四五六七八九]{{4}})年"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)$"
)
SALUTATION = regex.compile(
    r"(?:尊敬的)?(?:各位[\p{Han}、,]{2,24}|[\p{Han}、,]{0,30}(?:人民政府|政府|委员会|委|厅|局|办公室|办|小组|常委会|部|大会|领导)):"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔"
    "白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂"
    "谷祁时舒耿牟卜肖詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅"
    "宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌"
    "银扬明沙薄伏岑习胥保和蔺"
)
_NAME = (
    rf"(?:[{_SURNAMES}]\p{{Han}}{{1,2}}|(?:欧阳|上官|司马|诸葛|皇甫|尉迟|东方)\p{{Han}}{{1,2}}"
    r"|\p{Han}{2,6}·\p{Han}{2,8})"
)
_POSTS = "长|书记|主任|主席|发言人|委员|代表|教授|律师|主持人|记者|专员|秘书|队员|负责人|编辑|巡视员|调研员|处长|科长"
#: Who answers in an interview, by the post alone; such a line speaks only where somebody else asks.
_ANSWERERS = (
    "副?(?:局长|市长|县长|区长|州长|旗长|厅长|主任|书记|镇长|乡长|秘书长|司长|处长|院长|检察长)"
    "|嘉宾|(?:有关|相关)?负责人|受访者"
)
ANSWERER = regex.compile(rf"(?:问|答|{_ANSWERERS}):?")
SPEAKER_LINE = regex.compile(
    rf"(?:[\p{{Han}}、·“”() ]{{2,48}}(?:{_POSTS})[、,]?{_NAME}"
    rf"|\p{{Han}}{{0,16}}(?:记者|主持人|发言人)(?:{_NAME})?|{_NAME}|问|答|{_ANSWERERS})"
    r"(?:[(][\p{Han}、]{1,20}[)])?[:]"
)
NAME_ONLY = regex.compile(rf"{_NAME}:")
#: A short line behind a sign that older pages put before their headings: ◆ 存在问题.
MARKED_HEADING = regex.compile(r"[◆◇■□▲★☆►▶※] ?(?P<title>\p{Han}[\p{Han}、“”]{1,18}):?")
ANNEX = regex.compile(r"附(?:件|录|表|注)[一二三四五六七八九十\d]{0,3}[:.]?[^。;]{0,40}|名词(?:解释|注释|说明)")
CAPTION = regex.compile(r"(?:摄|/图|供图|资料图片|图为.{2,60}|.{0,10}作政府工作报告。?)$")
TITLE_END = regex.compile(
    r"(?:报告|总结|汇报|实录|发布会|情况|计划|要点|讲话|发言|公报|说明|通知|意见|方案|决定|年报|答记者问|通报|自查|述职|材料|访谈|工作)"
    r"(?:[(][^()]{1,24}[)]|(?:全文)|(?:摘要))?"
)
#: The second line of a title: ——某市司法局局长答记者问, but not the day and the meeting where a report was given.
SUBTITLE = regex.compile(r"(?:——|--)(?!\d{4}年\d{1,2}月).{4,60}(?:答记者问|访谈|专访|侧记|纪实|综述|实录|总结|报告)")
#: The title of a text that plans from its first line to its last.
PLAN_TITLE = regex.compile(r"(?:要点|计划|方案|规划|安排|打算)(?:[(][^()]{1,24}[)])?$")
_NO_PLAN = regex.compile(r"总结|情况|报告|通知|及\d{4}年|和\d{4}年|暨")
PERSON = regex.compile(rf"[\p{{Han}}]{{0,30}}(?:长|主席|书记|主任)(?:{_NAME})|{_NAME}")


def is_plan_title(title: str) -> bool:
    """Say whether a title is that of a plan (2023年工作要点), not of a report that plans at its end (总结及计划).

    Example:
        >>> is_plan_title("某县2023年工作要点"), is_plan_title("2022年总结和2023年计划")
        (True, False)
    """
    return PLAN_TITLE.search(title) is not None and not _NO_PLAN.search(title)


def is_furniture(line: str) -> bool:
    """Say whether a whole line belongs to the page around the text: menus, buttons, credits, lines without a word."""
    return len(line) < 120 and (not _WORD.search(line) or _FURNITURE.fullmatch(line) is not None)


def is_trail(line: str) -> bool:
    """Say whether a line is a breadcrumb such as 首页>政务公开>法治政府."""
    return len(line) < 100 and ">" in line and "。" not in line
